namespace AlgZoo.Fixtures;

/// <summary>Divides by a sum that can be zero.</summary>
[Estimator("faulty-edge-cases", Kind = EstimatorKind.Deductive)]
public sealed class DividesByZero : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model)
    {
        double strongest = 0;
        double sum = 0;
        for (int i = 0; i < model.HiddenSize; i++)
        {
            double strength = StrengthOf(model, i);
            strongest = Math.Max(strongest, strength);
            sum += strength;
        }

        return strongest / sum;
    }
}

/// <summary>Takes for granted that there is a second neuron.</summary>
[Estimator("faulty-edge-cases-width", Kind = EstimatorKind.Deductive)]
public sealed class TwoNeurons : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model)
    {
        double[] strengths = [.. Enumerable.Range(0, model.HiddenSize).Select(i => StrengthOf(model, i))];
        Array.Sort(strengths);
        return strengths[^1] - strengths[^2];
    }
}

/// <summary>Multiplies in single precision.</summary>
[Estimator("faulty-edge-cases-overflow", Kind = EstimatorKind.Deductive)]
public sealed class Overflows : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model)
    {
        float strongest = 0;
        for (int i = 0; i < model.HiddenSize; i++)
        {
            strongest = Math.Max(strongest, MathF.Abs(model.InputWeights[i]) * (float)Output(model, i));
        }

        return strongest;
    }
}
