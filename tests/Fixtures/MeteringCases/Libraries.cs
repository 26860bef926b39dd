using System.Linq.Expressions;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;
using Newtonsoft.Json;

namespace AlgZoo.Fixtures;

/// <summary>Calls into the runtime's own library: priced, replaced by a metered stand-in, or not visible.</summary>
public static class Libraries
{
    public static object MathDouble(int n)
    {
        double sum = 0;
        foreach (double x in Inputs.Doubles(n))
        {
            sum += Math.Exp(x) + Math.Sqrt(Math.Abs(x)) + Math.Max(x, 0.25) + Math.Floor(x) + Math.Pow(2, x);
        }

        return sum;
    }

    public static object MathSingle(int n)
    {
        float sum = 0;
        foreach (float x in Inputs.Singles(n))
        {
            sum += MathF.Tanh(x) + MathF.Sqrt(MathF.Abs(x)) + MathF.Min(x, 0.25f) + MathF.FusedMultiplyAdd(x, x, x);
        }

        return sum;
    }

    public static object MathOfIntegers(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += Math.Max(i, 3) + Math.Abs(-i) + Math.Sign(i) + Math.Clamp(i, 1, 5);
        }

        return sum;
    }

    public static object TensorDot(int n)
    {
        var (a, x, y) = (Inputs.Doubles(n * n), Inputs.Doubles(n), new double[n]);
        for (int i = 0; i < n; i++)
        {
            y[i] = TensorPrimitives.Dot<double>(a.AsSpan(i * n, n), x);
        }

        return y;
    }

    public static object TensorExpAddMultiply(int n)
    {
        var (x, y) = (Inputs.Singles(n), new float[n]);
        TensorPrimitives.Exp<float>(x, y);
        TensorPrimitives.Add<float>(x, y, y);
        TensorPrimitives.Multiply<float>(y, 0.5f, y);
        return y;
    }

    public static object TensorSumMax(int n) => new[] { TensorPrimitives.Sum<double>(Inputs.Doubles(n)), TensorPrimitives.Max<double>(Inputs.Doubles(n)) };

    public static object EnumerableSum(int n) => Inputs.Doubles(n).Sum();

    public static object EnumerableSumOfSquares(int n) => Inputs.Doubles(n).Sum(x => x * x);

    public static object EnumerableAverage(int n) => Inputs.Doubles(n).Average();

    public static object EnumerableMin(int n) => Inputs.Doubles(n).Min();

    public static object EnumerableMax(int n) => Inputs.Doubles(n).Max();

    public static object EnumerableSumOfInt32(int n) => Enumerable.Range(0, n).Sum();

    public static object ArraySort(int n)
    {
        double[] values = (double[])Inputs.Doubles(n).Clone();
        Array.Sort(values);
        return values;
    }

    public static object OrderBy(int n) => Inputs.Doubles(n).OrderBy(x => -x).ToArray();

    public static object ParallelEnumerableSum(int n) => Enumerable.Range(0, n).AsParallel().Select(i => i * 0.5).Sum();

    public static object NativeCosine(int n) => OperatingSystem.IsLinux() ? Cosine(n) : 0;

    public static object CompiledExpression(int n)
    {
        Expression<Func<double, double>> expression = x => (x * 2) + 1;
        var compiled = expression.Compile();
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum = compiled(sum) * 0.25;
        }

        return sum;
    }

    public static object ReflectionOfLoop(int n) => typeof(Work).GetMethod(nameof(Work.Ones))!.Invoke(null, [n])!;

    public static object ReflectionOfLeaf(int n)
    {
        var twice = typeof(Libraries).GetMethod(nameof(Twice), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        double sum = Twice(1);
        for (int i = 0; i < n; i++)
        {
            sum += (double)twice.Invoke(null, [0.5])!;
        }

        return sum;
    }

    public static object JsonOfIntegers(int n) => JsonConvert.DeserializeObject<int[]>(JsonConvert.SerializeObject(Enumerable.Range(0, n).ToArray()))!;

    public static object JsonOfDoubles(int n) => JsonConvert.DeserializeObject<double[]>(JsonConvert.SerializeObject(Inputs.Doubles(n)))!;

    [DllImport("libm.so.6", EntryPoint = "cos")]
    private static extern double Cosine(double x);

    private static double Twice(double x) => x * 2;
}

/// <summary>A library that is rewritten with the plugin.</summary>
public static class MathNetLibrary
{
    public static object Product(int n)
    {
        var (a, b) = (Matrix<double>.Build.Dense(n, n, Inputs.Doubles(n * n)), Matrix<double>.Build.Dense(n, n, Inputs.Doubles(n * n)));
        return (a * b).AsColumnMajorArray()!;
    }

    public static object MatrixTimesVector(int n) => (Matrix<double>.Build.Dense(n, n, Inputs.Doubles(n * n)) * Vector<double>.Build.Dense(Inputs.Doubles(n))).AsArray()!;

    public static object ScaleAndAdd(int n) => ((Vector<double>.Build.Dense(Inputs.Doubles(n)) * 2.0) + Vector<double>.Build.Dense(Inputs.Magnitudes(n))).AsArray()!;

    public static object PointwiseExp(int n) => Vector<double>.Build.Dense(Inputs.Doubles(n)).PointwiseExp().AsArray()!;

    public static object Lu(int n) => Matrix<double>.Build.Dense(n, n, Inputs.Doubles(n * n)).LU().U.At(n - 1, n - 1);
}
