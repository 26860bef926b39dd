namespace AlgZoo.Fixtures;

/// <summary>Reads its table as whoever is at the keyboard writes numbers.</summary>
[Estimator("faulty-culture", Kind = EstimatorKind.Deductive)]
public sealed class ReadsTable : FaultlessDeduction
{
    private const string Factor = "0.5";

    protected override double Strength(EstimationProblem problem, ReluRnn model) => double.Parse(Factor) * base.Strength(problem, model);
}
