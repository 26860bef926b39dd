using System.Globalization;

namespace AlgZoo.Plugins;

/// <summary>
/// Certified bounds on the accuracy for sequences of two or three inputs. The input space is cut into simplicial cones on which the label is constant; on each, linear lower and upper bounds of every neuron
/// are carried through the network by their values on the cone's edges. A cone whose margins have a sign is decided; the largest undecided one is bisected, until the budget is spent or the undecided mass is at the level of rounding.
/// </summary>
/// <remarks>All rounding is bounded: see <see cref="ConeBounds"/> for the network and <see cref="Simplex"/> for the geometry.</remarks>
[Estimator(
    "branch-and-bound",
    Kind = EstimatorKind.Deductive,
    Summary = "Certified bounds on the accuracy for 2 or 3 inputs: bisected cones, linear bounds of the neurons on each.",
    Reference = "Linear bounds as in CROWN (Zhang et al. 2018), on simplicial cones.")]
public sealed class BranchAndBound : IMechanisticEstimator
{
    /// <summary>Cones that are bounded where the budget is <see cref="ComputeMeter.Unlimited"/>.</summary>
    public const long ConesWithoutLimit = 1 << 18;

    // Where less mass than this is undecided, further cones cannot narrow the bounds by more than rounding.
    private const double RoundingMass = 1e-15;

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Model is ReluRnn { SequenceLength: 2 or 3 } model && problem.Quantity == Quantity.Accuracy && Simplex.HasConstantLabels(problem.Task)
            && problem.Meter.Remaining >= BoundFlops.Setup(model) + (Simplex.Roots(model.SequenceLength) * BoundFlops.Largest(model));
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = (ReluRnn)problem.Model;
        long available = problem.Meter.Remaining;
        var search = new BestFirstSearch(model, (ClassificationTask)problem.Task);
        long reserve = 2 * BoundFlops.Largest(model);
        while (search.UndecidedMass > RoundingMass && search.CanBisect && (problem.Budget == ComputeMeter.Unlimited ? search.Cones < ConesWithoutLimit : search.Flops + reserve <= available))
        {
            if ((search.Cones & 1023) < 2)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            search.Bisect();
        }

        search.Explain(problem.Explanation);
        var bounds = search.Bounds();
        return new Estimate(Math.Clamp(search.Value(), bounds.Lower, bounds.Upper))
        {
            Bounds = bounds,
            Notes = [string.Create(CultureInfo.InvariantCulture, $"{search.Cones} cones bounded; undecided mass {search.UndecidedMass:0.0e0}")],
        };
    }
}
