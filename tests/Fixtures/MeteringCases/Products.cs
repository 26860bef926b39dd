using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AlgZoo.Fixtures;

/// <summary>The product of an n by n matrix and a vector, in scalars and on every vector type.</summary>
public static class Products
{
    public static object ScalarDouble(int n)
    {
        var (a, x, y) = (Inputs.Doubles(n * n), Inputs.Doubles(n), new double[n]);
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum += a[(i * n) + j] * x[j];
            }

            y[i] = sum;
        }

        return y;
    }

    public static object ScalarSingle(int n)
    {
        var (a, x, y) = (Inputs.Singles(n * n), Inputs.Singles(n), new float[n]);
        for (int i = 0; i < n; i++)
        {
            float sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum += a[(i * n) + j] * x[j];
            }

            y[i] = sum;
        }

        return y;
    }

    public static object ScalarFused(int n)
    {
        var (a, x, y) = (Inputs.Doubles(n * n), Inputs.Doubles(n), new double[n]);
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum = Math.FusedMultiplyAdd(a[(i * n) + j], x[j], sum);
            }

            y[i] = sum;
        }

        return y;
    }

    public static object Vector512Fused(int n)
    {
        var (a, x, y) = (Inputs.Singles(n * n), Inputs.Singles(n), new float[n]);
        ref float vector = ref x[0];
        for (int i = 0; i < n; i++)
        {
            var sum = Vector512<float>.Zero;
            ref float row = ref a[i * n];
            for (int j = 0; j + 16 <= n; j += 16)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, (nuint)j), Vector512.LoadUnsafe(ref vector, (nuint)j), sum);
            }

            y[i] = Vector512.Sum(sum);
        }

        return y;
    }

    public static object Avx512FourSums(int n)
    {
        var (a, x, y) = (Inputs.Singles(n * n), Inputs.Singles(n), new float[n]);
        if (!Avx512F.IsSupported)
        {
            return y;
        }

        ref float vector = ref x[0];
        for (int i = 0; i < n; i++)
        {
            Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
            ref float row = ref a[i * n];
            for (int j = 0; j + 64 <= n; j += 64)
            {
                s0 = Avx512F.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, (nuint)j), Vector512.LoadUnsafe(ref vector, (nuint)j), s0);
                s1 = Avx512F.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, (nuint)j + 16), Vector512.LoadUnsafe(ref vector, (nuint)j + 16), s1);
                s2 = Avx512F.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, (nuint)j + 32), Vector512.LoadUnsafe(ref vector, (nuint)j + 32), s2);
                s3 = Avx512F.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, (nuint)j + 48), Vector512.LoadUnsafe(ref vector, (nuint)j + 48), s3);
            }

            y[i] = Vector512.Sum(s0 + s1 + (s2 + s3));
        }

        return y;
    }

    public static object VectorOfSingle(int n) => ByVectors(Inputs.Singles(n * n), Inputs.Singles(n), n);

    public static object VectorOfDouble(int n) => ByVectors(Inputs.Doubles(n * n), Inputs.Doubles(n), n);

    public static object VectorOfInt32(int n) => ByVectors(Enumerable.Range(0, n * n).ToArray(), Enumerable.Range(0, n).ToArray(), n);

    public static unsafe object AvxDouble(int n)
    {
        var (a, x, y) = (Inputs.Doubles(n * n), Inputs.Doubles(n), new double[n]);
        if (!Avx.IsSupported)
        {
            return y;
        }

        fixed (double* matrix = a, vector = x)
        {
            for (int i = 0; i < n; i++)
            {
                var sum = Vector256<double>.Zero;
                for (int j = 0; j + 4 <= n; j += 4)
                {
                    sum = Avx.Add(sum, Avx.Multiply(Avx.LoadVector256(matrix + (i * n) + j), Avx.LoadVector256(vector + j)));
                }

                y[i] = sum.ToScalar();
            }
        }

        return y;
    }

    public static object FmaSingle(int n)
    {
        float[] x = Inputs.Singles(n);
        var sum = Vector256<float>.Zero;
        if (Fma.IsSupported)
        {
            for (int j = 0; j + 8 <= n; j += 8)
            {
                var block = Vector256.Create(x, j);
                sum = Fma.MultiplyAddNegated(block, block, sum);
            }
        }

        return sum.ToScalar();
    }

    public static object SseScalars(int n)
    {
        var sum = Vector128<float>.Zero;
        if (Sse.IsSupported)
        {
            for (int i = 0; i < n; i++)
            {
                sum = Sse.AddScalar(sum, Sse.SqrtScalar(Vector128.CreateScalar((float)i)));
            }
        }

        return sum.ToScalar();
    }

    public static object Vector256Operators(int n)
    {
        double[] x = Inputs.Doubles(n);
        var sum = Vector256<double>.Zero;
        for (int j = 0; j + 4 <= n; j += 4)
        {
            var block = Vector256.Create(x, j);
            sum += Vector256.Max(block * block - block, Vector256<double>.Zero);
        }

        return Vector256.Sum(sum);
    }

    public static object Vector128Select(int n)
    {
        var (x, y) = (Inputs.Singles(n), new float[n]);
        for (int j = 0; j + 4 <= n; j += 4)
        {
            var block = Vector128.Create(x, j);
            Vector128.ConditionalSelect(Vector128.GreaterThan(block, Vector128<float>.Zero), block, Vector128<float>.Zero).CopyTo(y, j);
        }

        return y;
    }

    private static object ByVectors<T>(T[] a, T[] x, int n)
        where T : struct, INumber<T>
    {
        var y = new T[n];
        for (int i = 0; i < n; i++)
        {
            var sum = Vector<T>.Zero;
            for (int j = 0; j + Vector<T>.Count <= n; j += Vector<T>.Count)
            {
                sum += new Vector<T>(a, (i * n) + j) * new Vector<T>(x, j);
            }

            y[i] = Vector.Sum(sum);
        }

        return y;
    }
}
