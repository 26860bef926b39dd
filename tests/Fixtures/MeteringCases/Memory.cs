using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AlgZoo.Fixtures;

/// <summary>Ways to reach a number.</summary>
public static class Memory
{
    private static volatile float _volatileSum;
    private static double _staticSum;
    [ThreadStatic]
    private static double _threadSum;

    public static object TwoDimensionalArrays(int n)
    {
        double[,] matrix = new double[n, n];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                matrix[i, j] += 1.5;
                sum += matrix[i, j];
            }
        }

        return sum;
    }

    public static object JaggedArrays(int n)
    {
        var rows = new float[n][];
        for (int i = 0; i < n; i++)
        {
            rows[i] = new float[4];
        }

        foreach (float[] row in rows)
        {
            for (int j = 0; j < row.Length; j++)
            {
                row[j] -= 0.5f;
            }
        }

        return rows[n - 1];
    }

    public static unsafe object Pointers(int n)
    {
        double sum = 0;
        fixed (double* start = Inputs.Doubles(n))
        {
            for (double* p = start, end = start + n; p < end; p++)
            {
                sum += *p;
            }
        }

        return sum;
    }

    public static unsafe object StackMemory(int n)
    {
        double* values = stackalloc double[8];
        Span<float> singles = stackalloc float[8];
        for (int i = 0; i < n; i++)
        {
            values[i & 7] += 1;
            singles[i & 7] *= 0.5f;
        }

        return values[0];
    }

    public static unsafe object FixedBuffers(int n)
    {
        var buffer = default(Buffer);
        for (int i = 0; i < n; i++)
        {
            buffer.Values[i & 3] += 0.5;
        }

        return buffer.Values[0];
    }

    public static object RefLocals(int n)
    {
        double[] values = new double[n];
        foreach (ref double value in values.AsSpan())
        {
            value += 1;
        }

        ref double first = ref values[0];
        for (int i = 0; i < n; i++)
        {
            Unsafe.Add(ref first, i) *= 2;
        }

        return values;
    }

    public static object RefReturns(int n)
    {
        float[] values = new float[n];
        for (int i = 0; i < n; i++)
        {
            At(values, i) -= 0.25f;
        }

        return values;
    }

    public static object ForeachSpan(int n)
    {
        double sum = 0;
        foreach (double x in (ReadOnlySpan<double>)Inputs.Doubles(n))
        {
            sum += x;
        }

        return sum;
    }

    public static object Lists(int n)
    {
        var list = new List<double>(Inputs.Doubles(n));
        double sum = 0;
        for (int i = 0; i < list.Count; i++)
        {
            sum += list[i];
        }

        foreach (double x in list)
        {
            sum -= x * 0.5;
        }

        return sum;
    }

    public static object Dictionaries(int n)
    {
        var sums = new Dictionary<int, double>();
        for (int i = 0; i < n; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(sums, i & 7, out _) += 1;
            sums[i & 7] *= 0.5;
        }

        return sums[0];
    }

    public static object CompoundAssignment(int n)
    {
        var box = new StrongBox<double>(0);
        double[] array = [1];
        double start = _staticSum;
        foreach (double x in Inputs.Doubles(n))
        {
            box.Value += x;
            array[0] *= 2;
            _staticSum -= 1;
            box.Value++;
        }

        _staticSum = start;
        return box.Value;
    }

    public static object VolatileFields(int n)
    {
        _volatileSum = 0;
        for (int i = 0; i < n; i++)
        {
            _volatileSum += 1;
        }

        return _volatileSum;
    }

    public static object ThreadStatics(int n)
    {
        _threadSum = 0;
        for (int i = 0; i < n; i++)
        {
            _threadSum += 1;
        }

        return _threadSum;
    }

    public static object Boxing(int n)
    {
        object sum = 0.0;
        for (int i = 0; i < n; i++)
        {
            sum = (double)sum + 1;
        }

        return sum;
    }

    private static ref float At(float[] values, int i) => ref values[i];

    private unsafe struct Buffer
    {
        public fixed double Values[4];
    }
}
