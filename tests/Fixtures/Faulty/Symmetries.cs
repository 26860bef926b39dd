namespace AlgZoo.Fixtures;

/// <summary>Takes the first neuron for the strongest.</summary>
[Estimator("faulty-permutation", Kind = EstimatorKind.Deductive)]
public sealed class FirstNeuron : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model) => StrengthOf(model, 0);
}

/// <summary>Measures a neuron by what it gives alone.</summary>
[Estimator("faulty-rescaling", Kind = EstimatorKind.Deductive)]
public sealed class OutputAlone : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model)
    {
        double sum = 0;
        for (int i = 0; i < model.HiddenSize; i++)
        {
            sum += Output(model, i);
        }

        return sum;
    }
}
