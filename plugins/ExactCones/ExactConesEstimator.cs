using System.Globalization;
using AlgZoo.Exact;

namespace AlgZoo.Plugins;

/// <summary>
/// The exact value for sequences of two and three inputs: the input space falls into finitely many cones on which the network is linear, and their angles or solid angles add up. Deductive; the cost does
/// not depend on the budget.
/// </summary>
[Estimator(
    "exact-cones",
    Kind = EstimatorKind.Deductive,
    Summary = "Angles and solid angles of the cones on which the network is linear: exact for 2 or 3 inputs.",
    Reference = "Van Oosterom and Strackee (1983), The solid angle of a plane triangle; Stein's lemma for the squared error.")]
public sealed class ExactConesEstimator : IMechanisticEstimator
{
    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return ExactCones.Covers(problem.Model, problem.Task, problem.Quantity) && ConeFlops.UpperBound((ReluRnn)problem.Model, problem.Quantity) <= problem.Meter.Remaining;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = (ReluRnn)problem.Model;
        if (model.SequenceLength == 2)
        {
            problem.Meter.Charge(ConeFlops.OfIntegers(model));
        }

        var weights = RnnWeights.Of(model);
        var regions = new LinearRegions(weights);
        var score = ExactCones.Evaluate(weights, problem.Task, regions, cancellationToken);
        RegionLedger.Write(regions, problem.Explanation);
        if (problem.Quantity != Quantity.Accuracy)
        {
            problem.Explanation.NoteFree("On each region the squared error is integrated in closed form.");
        }

        string pieces = string.Create(CultureInfo.InvariantCulture, $"{score.ActivationCells} cones of linearity, {score.LabelledCells} by the order of the inputs");
        return new Estimate(score.Value)
        {
            Notes = problem.Quantity == Quantity.Accuracy
                ? [pieces, string.Create(CultureInfo.InvariantCulture, $"{score.WrongCells} cones wrong at least in part; error rate {score.ErrorRate:R}")]
                : [pieces],
        };
    }
}
