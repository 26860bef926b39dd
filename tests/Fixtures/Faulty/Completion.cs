namespace AlgZoo.Fixtures;

/// <summary>Has room for eight neurons.</summary>
[Estimator("faulty-completes", Kind = EstimatorKind.Deductive)]
public sealed class RoomForEight : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model)
    {
        double[] strengths = new double[8];
        double sum = 0;
        for (int i = 0; i < model.HiddenSize; i++)
        {
            strengths[i] = StrengthOf(model, i);
            sum += strengths[i];
        }

        return sum;
    }
}

/// <summary>Forgets the minus before a logarithm.</summary>
[Estimator("faulty-completes-range", Kind = EstimatorKind.Deductive)]
public sealed class NegativeLogarithm : FaultlessDeduction
{
    protected override double Value(EstimationProblem problem, ReluRnn model) =>
        problem.Quantity == Quantity.CrossEntropy ? Math.Log(base.Value(problem, model)) : base.Value(problem, model);
}

/// <summary>Counts its neurons by a recursion that does not come to an end beyond eight.</summary>
[Estimator("faulty-completes-crash", Kind = EstimatorKind.Deductive)]
public sealed class EndlessRecursion : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model) => base.Strength(problem, model) / NeuronsFrom(model, 0);

    private static int NeuronsFrom(ReluRnn model, int neuron) => neuron == model.HiddenSize ? 0 : 1 + NeuronsFrom(model, neuron < 8 ? neuron + 1 : neuron);
}

/// <summary>Supports nothing.</summary>
[Estimator("faulty-completes-never", Kind = EstimatorKind.Deductive)]
public sealed class SupportsNothing : FaultlessDeduction
{
    public override bool Supports(EstimationProblem problem) => problem.Model.HiddenSize > ReluRnn.MaximumHiddenSize;
}
