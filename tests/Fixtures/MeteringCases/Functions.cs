namespace AlgZoo.Fixtures;

/// <summary>Calls in all their forms.</summary>
public static unsafe class Functions
{
    private static readonly Func<double, double> Field = static x => (x * 0.5) + 1;

    public static object Virtual(int n)
    {
        Layer[] layers = [new Affine(0.5, 1), new Rectifier(), new Affine(-0.5, 1)];
        double x = 1;
        for (int i = 0; i < n; i++)
        {
            foreach (var layer in layers)
            {
                x = layer.Forward(x);
            }
        }

        return x;
    }

    public static object Interfaces(int n)
    {
        IActivation[] activations = [new Square(), new Shifted()];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            foreach (var activation in activations)
            {
                sum += activation.Apply(0.5);
                sum -= activation.Twice(0.5);
            }
        }

        return sum;
    }

    public static object Lambda(int n)
    {
        double slope = 0.5;
        double shift = 1;
        Func<double, double> line = x => (x * slope) + shift;
        double y = 0;
        for (int i = 0; i < n; i++)
        {
            y = line(y);
        }

        return y;
    }

    public static object DelegateInField(int n)
    {
        double x = 0;
        for (int i = 0; i < n; i++)
        {
            x = Field(x);
        }

        return x;
    }

    public static object Multicast(int n)
    {
        double sum = 0;
        Action<double> both = x => sum += x;
        both += x => sum -= x * 0.5;
        for (int i = 0; i < n; i++)
        {
            both(1);
        }

        return sum;
    }

    public static object MethodGroupOfMath(int n)
    {
        double sum = 0;
        foreach (double root in Inputs.Magnitudes(n).Select(Math.Sqrt))
        {
            sum += root;
        }

        return sum;
    }

    public static object MethodGroupOfOwn(int n)
    {
        double sum = 0;
        foreach (double x in Inputs.Doubles(n).Select(Twice))
        {
            sum += x;
        }

        return sum;
    }

    public static object FunctionPointers(int n)
    {
        delegate*<double, double> own = &Twice;
        delegate*<double, double> library = &Math.Sqrt;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += library(own(2));
        }

        return sum;
    }

    public static object LocalFunction(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            Step();
            sum = Fold(sum);
        }

        return sum;

        void Step() => sum += 1.5;

        static double Fold(double x)
        {
            if (x > 10)
            {
                return x - 10;
            }

            return x * 0.5;
        }
    }

    public static object Recursion(int n) => n == 0 ? 1.0 : (double)Recursion(n - 1) * 0.5;

    public static object RecursionTree(int n) => Fibonacci(12);

    public static object Iterator(int n)
    {
        double sum = 0;
        foreach (double x in Halves(n))
        {
            sum += x;
        }

        return sum;
    }

    public static object IteratorWithFinally(int n)
    {
        double sum = 0;
        foreach (double x in HalvesThenThird(n))
        {
            sum += x;
        }

        return sum;
    }

    public static object AbandonedIterator(int n)
    {
        foreach (double x in HalvesThenThird(n))
        {
            return x;
        }

        return 0;
    }

    public static object LinqPipeline(int n) =>
        Enumerable.Range(0, n).Select(i => (double)i).Where(x => x >= 10).Select(x => x * x).Aggregate(0.0, (sum, x) => sum + x);

    public static object QuerySyntax(int n) => (from i in Enumerable.Range(0, n) let x = i * 0.5 where x < 8 select x + 1).ToArray();

    public static object LazyValue(int n)
    {
        var lazy = new Lazy<double>(() => Work.Ones(n));
        return (lazy.Value, lazy.Value);
    }

    public static object OptionalAndNamed(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum = Line(shift: 1, x: sum);
        }

        return sum;
    }

    public static object ByReference(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            Increase(ref sum, 1.5);
            Measure(sum, out double size);
            sum -= size;
        }

        return sum;
    }

    private static double Line(double x, double slope = 0.5, double shift = 0) => (x * slope) + shift;

    private static void Increase(ref double sum, in double step) => sum += step;

    private static void Measure(double x, out double size) => size = x * 0.25;

    private static double Twice(double x) => x * 2;

    private static double Fibonacci(int k) => k < 2 ? 1.0 : Fibonacci(k - 1) + Fibonacci(k - 2);

    private static IEnumerable<double> Halves(int n)
    {
        for (int i = 0; i < n; i++)
        {
            yield return i * 0.5;
        }
    }

    private static IEnumerable<double> HalvesThenThird(int n)
    {
        double last = 0;
        try
        {
            for (int i = 0; i < n; i++)
            {
                last = i * 0.5;
                yield return last;
            }
        }
        finally
        {
            last /= 3;
        }
    }

    private abstract class Layer
    {
        public abstract double Forward(double x);
    }

    private sealed class Affine(double slope, double shift) : Layer
    {
        public override double Forward(double x) => (slope * x) + shift;
    }

    private sealed class Rectifier : Layer
    {
        public override double Forward(double x) => x > 0 ? x : 0;
    }

    private interface IActivation
    {
        double Apply(double x);

        double Twice(double x) => Apply(x) * 2;
    }

    private sealed class Square : IActivation
    {
        public double Apply(double x) => x * x;
    }

    private sealed class Shifted : IActivation
    {
        public double Apply(double x) => x + 1;

        public double Twice(double x) => x + 2;
    }
}
