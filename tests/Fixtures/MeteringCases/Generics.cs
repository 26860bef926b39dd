using System.Numerics;

namespace AlgZoo.Fixtures;

/// <summary>Generic math: the same IL counts or not, by its type argument.</summary>
public static class Generics
{
    public static object DotOfDouble(int n) => Dot(Inputs.Doubles(n), Inputs.Doubles(n));

    public static object DotOfSingle(int n) => Dot(Inputs.Singles(n), Inputs.Singles(n));

    public static object DotOfHalf(int n) => (float)Dot(Array.ConvertAll(Inputs.Singles(n), static x => (Half)x), Array.ConvertAll(Inputs.Singles(n), static x => (Half)x));

    public static object DotOfInt32(int n) => Dot(Enumerable.Range(0, n).ToArray(), Enumerable.Range(0, n).ToArray());

    public static object DotOfDecimal(int n) => Dot(new decimal[n], new decimal[n]);

    public static object DualOfDouble(int n) => Power(new Dual<double>(0.5, 1), n);

    public static object DualOfSingle(int n) => Power(new Dual<float>(0.5f, 1), n);

    public static object DualOfInt32(int n) => Power(new Dual<int>(1, 1), n);

    public static object LargestOfDouble(int n) => Largest(Inputs.Doubles(n));

    public static object LargestOfInt64(int n) => Largest(Enumerable.Range(0, n).Select(i => (long)i).ToArray());

    public static object RootsOfSingle(int n) => Roots(Inputs.Singles(n));

    public static object NestedGenericMethods(int n) => Outer<string>.SumOfSquares(Inputs.Doubles(n));

    public static object GenericClass(int n)
    {
        var mean = new RunningSum<double>();
        foreach (double x in Inputs.Doubles(n))
        {
            mean.Add(x);
        }

        return mean.Sum;
    }

    public static object StaticAbstractMembers(int n) => (Apply<Cubic>(Inputs.Doubles(n)), Apply<Rectifier>(Inputs.Doubles(n)));

    private static T Dot<T>(T[] x, T[] y)
        where T : INumber<T>
    {
        var sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    private static T Power<T>(Dual<T> factor, int n)
        where T : INumber<T>
    {
        var power = new Dual<T>(T.One, T.Zero);
        for (int i = 0; i < n; i++)
        {
            power = Times(power, factor);
        }

        return power.Derivative;
    }

    // The constrained operator is the plugin's own here, and counts by what it does.
    private static TSelf Times<TSelf>(TSelf left, TSelf right)
        where TSelf : IMultiplyOperators<TSelf, TSelf, TSelf> => left * right;

    private static T Largest<T>(T[] values)
        where T : IComparisonOperators<T, T, bool>
    {
        var largest = values[0];
        foreach (var value in values)
        {
            if (value > largest)
            {
                largest = value;
            }
        }

        return largest;
    }

    private static T Roots<T>(T[] values)
        where T : INumber<T>, IRootFunctions<T>
    {
        var sum = T.Zero;
        foreach (var value in values)
        {
            sum += T.Sqrt(value * value);
        }

        return sum;
    }

    private static double Apply<TActivation>(double[] values)
        where TActivation : IActivation
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += TActivation.Apply(value);
        }

        return sum;
    }

    private static class Outer<TTag>
    {
        public static T SumOfSquares<T>(IEnumerable<T> values)
            where T : INumber<T>
        {
            var sum = T.Zero;
            foreach (var value in values)
            {
                sum = Add(sum, Square(value));
            }

            return sum;
        }

        private static T Square<T>(T value)
            where T : INumber<T> => value * value;

        private static T Add<T>(T left, T right)
            where T : INumber<T> => left + right;
    }

    private sealed class RunningSum<T>
        where T : INumber<T>
    {
        public T Sum { get; private set; } = T.Zero;

        public void Add(T value) => Sum += value;
    }

    private readonly record struct Dual<T>(T Value, T Derivative) : IMultiplyOperators<Dual<T>, Dual<T>, Dual<T>>
        where T : INumber<T>
    {
        public static Dual<T> operator *(Dual<T> left, Dual<T> right) =>
            new(left.Value * right.Value, (left.Value * right.Derivative) + (left.Derivative * right.Value));
    }

    private interface IActivation
    {
        static abstract double Apply(double x);
    }

    private readonly struct Cubic : IActivation
    {
        public static double Apply(double x) => x * x * x;
    }

    private readonly struct Rectifier : IActivation
    {
        public static double Apply(double x) => x > 0 ? x : 0;
    }
}
