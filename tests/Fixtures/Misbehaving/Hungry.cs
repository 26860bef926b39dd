namespace AlgZoo.Fixtures;

[Estimator("over-budget")]
public sealed class OverBudget : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        problem.Meter.Charge(problem.Budget + 1);
        return new Estimate(0.5);
    }
}

[Estimator("swallows-over-budget")]
public sealed class SwallowsOverBudget : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        try
        {
            problem.Meter.Charge(problem.Budget + 1);
        }
        catch (BudgetExceededException)
        {
            return new Estimate(0.5);
        }

        return new Estimate(0.25);
    }
}

[Estimator("turns-over-budget-into-another-exception")]
public sealed class TurnsOverBudget : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        try
        {
            problem.Meter.Charge(problem.Budget + 1);
        }
        catch (BudgetExceededException e)
        {
            throw new InvalidOperationException("Something else.", e);
        }

        return new Estimate(0.25);
    }
}

[Estimator("allocates")]
public sealed class Allocates : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(TooLarge(int.MaxValue));

    // Beyond Array.MaxLength: the runtime refuses on any machine, without touching memory.
    internal static int TooLarge(int length) => new byte[length].Length;
}

[Estimator("allocates-in-parallel")]
public sealed class AllocatesInParallel : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        Parallel.For(0, 2, _ => Allocates.TooLarge(int.MaxValue));
        return new Estimate(0.5);
    }
}
