using System.Globalization;
using AlgZoo.Exact;

namespace AlgZoo.Plugins;

/// <summary>
/// The accuracy for sequences of three inputs from one half of the input space. Where neurons come in pairs of opposite sign whose weights nearly agree, the network answers nearly alike at x and -x, and so does
/// the task; the mean of the two weights of each pair makes it exact. The linear regions of x0 > 0 are then enough, at half the compute and half the explanation, and the ledger pays for the coincidences.
/// </summary>
/// <remarks>Where no pairing brings the two halves near each other the regions of both are gone through, as by exact-cones.</remarks>
[Estimator(
    "symmetric-cones",
    Kind = EstimatorKind.Deductive,
    Summary = "Three inputs: the cones of one half space, doubled, where neurons of opposite sign nearly agree.")]
public sealed class SymmetricCones : IMechanisticEstimator
{
    // Of what the network errs. Halves that differ by more do not explain each other.
    private const double LargestDifference = 0.5;

    private readonly ExactConesEstimator _regionByRegion = new();

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Model is ReluRnn { SequenceLength: 3 } model
            && (problem.Task == SequenceTask.SecondArgmax || problem.Task == SequenceTask.Argmedian)
            && _regionByRegion.Supports(problem)
            && ConeFlops.UpperBound(model, Quantity.Accuracy) + SymmetryFlops.UpperBound(model.HiddenSize) <= problem.Meter.Remaining;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var network = StandardNetwork.Of((ReluRnn)problem.Model);
        if (NeuronPairs.Of(network) is not { } pairs)
        {
            return RegionByRegion(problem, "the neurons do not come in pairs of opposite sign", cancellationToken);
        }

        var symmetric = network.Symmetrised(pairs);
        var halves = BoundaryOffsets.Compare(network, symmetric);
        if (!(halves.Difference <= LargestDifference * halves.ErrorRate))
        {
            string reason = string.Create(CultureInfo.InvariantCulture, $"with the best pairing of neurons the halves differ by {halves.Difference:G2} where the network errs by {halves.ErrorRate:G2}");
            return RegionByRegion(problem, reason, cancellationToken);
        }

        SymmetryLedger.Write(network, pairs, problem.Explanation);
        var weights = symmetric.ToWeights();
        var regions = new LinearRegions(weights);
        double errorRate = 2 * ExactCones.PositiveErrorRate(weights, problem.Task, regions, cancellationToken);
        RegionLedger.Write(regions, problem.Explanation);
        return new Estimate(Math.Clamp(1 - errorRate, 0, 1))
        {
            StandardError = halves.Difference,
            Notes = [$"pairs of neurons {pairs}", string.Create(CultureInfo.InvariantCulture, $"{regions.Regions} linear regions where x0 > 0; the standard error is what the two halves differ by along the boundaries of the answer")],
        };
    }

    private Estimate RegionByRegion(EstimationProblem problem, string reason, CancellationToken cancellationToken)
    {
        problem.Explanation.BeginStep("symmetry");
        problem.Explanation.NoteFree($"No symmetry is used: {reason}.");
        var estimate = _regionByRegion.Estimate(problem, cancellationToken);
        return estimate with { Notes = [$"no symmetry: {reason}; exact-cones", .. estimate.Notes] };
    }
}
