using AlgZoo.Exact;

namespace AlgZoo.Plugins;

/// <summary>
/// xx
/// </summary>
[Estimator("group-design", Kind = EstimatorKind.Hybrid, Summary = "Balanced designs.", Reference = "x")]
public sealed class GroupDesign : IMechanisticEstimator
{
    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Quantity != Quantity.CrossEntropy && DesignQuadrature.Covers(problem.Model, problem.Task);
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        int blocks = int.Parse(Environment.GetEnvironmentVariable("GD_BLOCKS")!);
        int tr = int.Parse(Environment.GetEnvironmentVariable("GD_TR") ?? "0");
        int l = int.Parse(Environment.GetEnvironmentVariable("GD_L") ?? "99");
        var rel = Environment.GetEnvironmentVariable("GD_REL") ?? "1";
        var q = new DesignQuadrature((ReluRnn)problem.Model, problem.Task, l);
        double sum = 0; int c = 0;
        foreach (char ch in rel)
        {
            sum += q.Mean(new BalancedDesign(problem.Model.SequenceLength - 1, blocks, ch == '1' ? Relabelling.First : Relabelling.Second), tr == 0 ? problem.Model.SequenceLength - 1 : tr, long.MaxValue, cancellationToken)!.Value;
            c++;
        }
        return new Estimate(sum / c);
    }
}
