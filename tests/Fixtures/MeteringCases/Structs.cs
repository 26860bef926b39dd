using System.Numerics;
using System.Runtime.CompilerServices;

namespace AlgZoo.Fixtures;

/// <summary>Value types, records, properties and the numbers of System.Numerics.</summary>
public static class Structs
{
    public static object Operators(int n)
    {
        var sum = new Triple(0, 0, 0);
        var step = new Triple(1, 2, 3);
        double dot = 0;
        for (int i = 0; i < n; i++)
        {
            sum = sum + (step * 0.5);
            dot = sum.Dot(step);
        }

        return dot;
    }

    public static object Nullable(int n)
    {
        double? sum = 0;
        double? step = 1;
        double? none = null;
        for (int i = 0; i < n; i++)
        {
            sum = sum + step;
            none = none + step;
        }

        return sum!;
    }

    public static object Tuples(int n)
    {
        (double Previous, double Current) pair = (1, 1);
        for (int i = 0; i < n; i++)
        {
            pair = (pair.Current, pair.Previous + pair.Current);
        }

        return pair.Previous;
    }

    public static object Records(int n)
    {
        var point = new Point(0, 1);
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            point = point with { X = point.X + 1 };
            sum += point.SquaredNorm();
        }

        return sum;
    }

    public static object Properties(int n)
    {
        var scale = new Scale();
        for (int i = 0; i < n; i++)
        {
            scale.Doubled = scale.Halved;
            scale.Value++;
        }

        return scale.Value;
    }

    public static object Indexers(int n)
    {
        var row = new ScaledRow(Inputs.Doubles(n), 0.5);
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += row[i];
        }

        return sum;
    }

    public static object RefStructs(int n)
    {
        var moments = new Moments(stackalloc double[2]);
        foreach (double x in Inputs.Doubles(n))
        {
            moments.Add(x);
        }

        return moments.Variance();
    }

    public static object InlineArrays(int n)
    {
        var lanes = default(FourLanes);
        for (int i = 0; i < n; i++)
        {
            lanes[i & 3] += 1.5;
        }

        return lanes[0] + lanes[1] + lanes[2] + lanes[3];
    }

    public static object ComplexNumbers(int n)
    {
        var z = Complex.Zero;
        var w = new Complex(0.5, 0.25);
        for (int i = 0; i < n; i++)
        {
            z = (z * w) + Complex.One;
        }

        return z;
    }

    public static object Vector3s(int n)
    {
        var v = Vector3.Zero;
        var w = new Vector3(1, 2, 3);
        for (int i = 0; i < n; i++)
        {
            v = (v * 0.5f) + w;
        }

        return v;
    }

    public static object Halves(int n)
    {
        var half = (Half)1;
        var factor = (Half)0.5;
        for (int i = 0; i < n; i++)
        {
            half = (half * factor) + factor;
        }

        return half;
    }

    public static object ComparisonOperators(int n)
    {
        var largest = new Ordered(-1);
        foreach (double x in Inputs.Doubles(n))
        {
            var candidate = new Ordered(x);
            if (candidate > largest)
            {
                largest = candidate;
            }
        }

        return largest.Key;
    }

    private readonly struct Triple(double x, double y, double z)
    {
        private readonly double _x = x;
        private readonly double _y = y;
        private readonly double _z = z;

        public static Triple operator +(Triple left, Triple right) => new(left._x + right._x, left._y + right._y, left._z + right._z);

        public static Triple operator *(Triple left, double factor) => new(left._x * factor, left._y * factor, left._z * factor);

        public double Dot(Triple other) => (_x * other._x) + (_y * other._y) + (_z * other._z);
    }

    private readonly struct Ordered(double key)
    {
        public double Key { get; } = key;

        public static bool operator >(Ordered left, Ordered right) => left.Key > right.Key;

        public static bool operator <(Ordered left, Ordered right) => left.Key < right.Key;
    }

    private sealed record Point(double X, double Y)
    {
        public double SquaredNorm() => (X * X) + (Y * Y);
    }

    private sealed class Scale
    {
        public double Value { get; set; } = 4;

        public double Halved => Value * 0.5;

        public double Doubled
        {
            set => Value = value / 0.5;
        }
    }

    private sealed class ScaledRow(double[] values, double scale)
    {
        public double this[int i] => values[i] * scale;
    }

    private readonly ref struct Moments(Span<double> sums)
    {
        private readonly Span<double> _sums = sums;

        public void Add(double x)
        {
            _sums[0] += x;
            _sums[1] += x * x;
        }

        public double Variance() => _sums[1] - (_sums[0] * _sums[0]);
    }

    [InlineArray(4)]
    private struct FourLanes
    {
        private double _first;
    }
}
