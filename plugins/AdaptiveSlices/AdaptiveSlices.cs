using System.Globalization;
using AlgZoo.Exact;

namespace AlgZoo.Plugins;

/// <summary>
/// The accuracy for sequences of four inputs. Given the direction of the first two inputs the rest is integrated exactly: their length and the last two inputs make a half space that falls into cones on
/// which the network is linear. Over the direction, one angle, Simpson's rule is refined where it is worst, between the angles at which the second step's neurons switch.
/// </summary>
/// <remarks>As many slices as the budget buys (<see cref="SlicesWithoutLimit"/> without one), at least twice as many as the first error estimate needs.</remarks>
[Estimator(
    "adaptive-slices",
    Kind = EstimatorKind.Deductive,
    Summary = "Sequences of four inputs: exact over three dimensions, adaptive Simpson over the fourth.")]
public sealed class AdaptiveSlices : IMechanisticEstimator
{
    /// <summary>Slices where the budget is <see cref="ComputeMeter.Unlimited"/>.</summary>
    public const int SlicesWithoutLimit = 1024;

    // Below this no further slice changes the estimate by more than rounding.
    private const double RoundingError = 1e-14;

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return FourInputs.Covers(problem.Model, problem.Task, problem.Quantity) && SliceFlops.Typical(problem.Model.HiddenSize) * FewestSlices(problem.Model.HiddenSize) <= problem.Meter.Remaining;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        long available = problem.Meter.Remaining;
        long before = problem.Meter.Spent;
        var slices = new FourInputs(RnnWeights.Of((ReluRnn)problem.Model), problem.Task, cancellationToken, problem.Explanation);
        while (slices.Error > RoundingError && MayRefine())
        {
            slices.Refine();
        }

        return new Estimate(slices.Value)
        {
            StandardError = slices.Error,
            Notes = [string.Create(CultureInfo.InvariantCulture, $"{slices.Slices} slices; the standard error is the quadrature's own estimate of its error from above")],
        };

        // The next slices may cost up to twice what the slices did so far.
        bool MayRefine()
        {
            if (problem.Budget == ComputeMeter.Unlimited)
            {
                return slices.Slices < SlicesWithoutLimit;
            }

            long spent = problem.Meter.Spent - before;
            long perSlice = spent > 0 ? spent / slices.Slices : SliceFlops.Typical(problem.Model.HiddenSize);
            return (slices.Slices + (2 * FourInputs.SlicesPerRefinement)) * perSlice <= available;
        }
    }

    // With fewer than twice what the first error estimate needs sampling is as good.
    private static long FewestSlices(int hiddenSize) => 2 * FourInputs.FirstSlices(hiddenSize);
}
