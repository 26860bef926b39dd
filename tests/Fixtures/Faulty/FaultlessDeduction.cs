namespace AlgZoo.Fixtures;

/// <summary>
/// A guess from the weights without a fault: the stronger the neurons, the farther from chance. A neuron's strength is what it takes from the inputs times what it gives to the outputs, which its scale does not change. Those derived
/// from it have one fault each.
/// </summary>
[Estimator("faultless-deduction", Kind = EstimatorKind.Deductive)]
public class FaultlessDeduction : IMechanisticEstimator
{
    // More than any of them needs.
    private const long FlopsPerWeight = 40;

    public virtual bool Supports(EstimationProblem problem) =>
        problem.Model is ReluRnn model && FlopsPerWeight * (model.HiddenSize + 1) * (model.OutputSize + 1) <= problem.Budget;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        double value = Value(problem, (ReluRnn)problem.Model);
        return new Estimate(value) { Bounds = Bounds(value) };
    }

    protected virtual double Value(EstimationProblem problem, ReluRnn model) => BetweenChanceAndOne(model, Strength(problem, model));

    protected virtual double Strength(EstimationProblem problem, ReluRnn model)
    {
        double sum = 0;
        for (int i = 0; i < model.HiddenSize; i++)
        {
            sum += StrengthOf(model, i);
        }

        return sum;
    }

    protected virtual CertifiedBounds? Bounds(double value) => null;

    protected static double StrengthOf(ReluRnn model, int neuron) => Math.Abs((double)model.InputWeights[neuron]) * Output(model, neuron);

    protected static double Output(ReluRnn model, int neuron)
    {
        double output = 0;
        for (int q = 0; q < model.OutputSize; q++)
        {
            output += Math.Abs((double)model.OutputWeights[(q * model.HiddenSize) + neuron]);
        }

        return output;
    }

    protected static double BetweenChanceAndOne(ReluRnn model, double strength)
    {
        double chance = 1.0 / model.OutputSize;
        return chance + ((1 - chance) * strength / (1 + strength));
    }
}
