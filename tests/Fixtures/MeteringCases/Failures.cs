using System.Runtime.CompilerServices;

namespace AlgZoo.Fixtures;

/// <summary>Exceptions whose stack traces name lines of this file.</summary>
public static class Failures
{
    private static readonly double[]?[] Rows = new double[]?[8];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object Throw(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += Math.Sqrt(i);
        }

        if (sum > 1)
        {
            throw new InvalidOperationException(); // line of Throw
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object NullReference(int n)
    {
        double sum = 0;
        for (int i = 0; ; i++)
        {
            sum *= 0.5;
            sum += Rows[i & 7]!.Length; // line of NullReference
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object InLambda(int n)
    {
        double shift = n;
        Func<double, double> fail = x =>
        {
            x += shift;
            return x > 0 ? throw new InvalidOperationException() : x; // line of InLambda
        };
        return fail(n);
    }
}
