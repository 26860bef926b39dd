using System.Linq.Expressions;
using System.Runtime.InteropServices;

namespace AlgZoo.Fixtures;

/// <summary>Estimators of one call each.</summary>
public abstract class Once : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(Value(problem));

    protected abstract double Value(EstimationProblem problem);
}

[Estimator("sorts-by-linq", Kind = EstimatorKind.Trivial)]
public sealed class SortsByLinq : Once
{
    protected override double Value(EstimationProblem problem)
    {
        double[] values = [0.5, 0.25, 0.75];
        return values.OrderBy(value => value).First(); // the site
    }
}

[Estimator("might-sort-by-linq", Kind = EstimatorKind.Trivial)]
public sealed class MightSortByLinq : Once
{
    protected override double Value(EstimationProblem problem) => problem.Budget < 0 ? new[] { 0.5, 0.25 }.Order().First() : 0.25;
}

[Estimator("calls-native", Kind = EstimatorKind.Trivial)]
public sealed partial class CallsNative : Once
{
    protected override double Value(EstimationProblem problem) => (Cos(0) + Cos(0)) / 4;

    [DllImport("libm.so.6", EntryPoint = "cos")]
    private static extern double Cos(double x);
}

[Estimator("compiles", Kind = EstimatorKind.Trivial)]
public sealed class Compiles : Once
{
    protected override double Value(EstimationProblem problem)
    {
        Expression<Func<double, double>> half = x => x * 0.5;
        return half.Compile()(1);
    }
}

[Estimator("compiled-once", Kind = EstimatorKind.Trivial)]
public sealed class CompiledOnce : Once
{
    private static readonly Func<double, double> Half = ((Expression<Func<double, double>>)(x => x * 0.5)).Compile();

    protected override double Value(EstimationProblem problem) => Half(1);
}

/// <summary>Arithmetic that cannot know the problem: a hundred products in the constructor, and once two hundred in the static constructor.</summary>
[Estimator("prepares", Kind = EstimatorKind.Trivial)]
public sealed class Prepares : Once
{
    private static readonly double Once = Powers(200);

    private readonly double _each = Powers(100);

    // One product, one comparison.
    protected override double Value(EstimationProblem problem) => Math.Min(_each * Once, 0.5);

    private static double Powers(int count)
    {
        double power = 1;
        for (int i = 0; i < count; i++)
        {
            power *= 0.99;
        }

        return power;
    }
}

/// <summary>Pays back what it pretends not to have spent.</summary>
[Estimator("pays-back", Kind = EstimatorKind.Trivial)]
public sealed class PaysBack : Once
{
    protected override double Value(EstimationProblem problem)
    {
        try
        {
            problem.Meter.Charge(problem.Meter.Spent - 1000);
        }
        catch (ArgumentOutOfRangeException)
        {
        }

        return 0.5;
    }
}

[Estimator("runs-away", Kind = EstimatorKind.Trivial)]
public sealed class RunsAway : Once
{
    protected override double Value(EstimationProblem problem)
    {
        double x = 1;
        while (true)
        {
            try
            {
                for (int i = 0; i < 1000; i++)
                {
                    x = (x * 1.0000001) + 1e-9;
                }
            }
            catch (Exception)
            {
                x = 1;
            }
        }
    }
}

[Estimator("runs-away-in-parallel", Kind = EstimatorKind.Trivial)]
public sealed class RunsAwayInParallel : Once
{
    protected override double Value(EstimationProblem problem)
    {
        double[] sums = new double[4];
        Parallel.For(0, sums.Length, k =>
        {
            for (double x = 1; x > 0; x = (x * 1.0000001) + 1e-9)
            {
                sums[k] = x;
            }
        });
        return sums[0];
    }
}

[Estimator("runs-away-on-a-thread", Kind = EstimatorKind.Trivial)]
public sealed class RunsAwayOnAThread : Once
{
    protected override double Value(EstimationProblem problem)
    {
        double x = 1;
        var thread = new Thread(() =>
        {
            while (x > 0)
            {
                x = (x * 1.0000001) + 1e-9;
            }
        });
        thread.Start();
        thread.Join();
        return 0.5;
    }
}
