namespace AlgZoo.Exact;

/// <summary>
/// The accuracy of networks of four and five inputs to a given error, for references. The directions of all inputs but the last two are a circle (n = 4) or a sphere (n = 5), on which <see cref="Slice"/> is
/// integrated by adaptive Simpson rules; on the sphere they are nested: for each direction of the first two inputs one over the elevation of the third, weighted with cos / 2.
/// </summary>
/// <remarks>Compute grows steeply as the tolerance falls: at n = 5 and d = 8 a tolerance of 1e-4 takes about as long as 10^9 samples, of like accuracy.</remarks>
public static class NestedSlices
{
    /// <summary>Most slices, all together.</summary>
    public const long MaximumSlices = 1L << 24;

    private const double FullCircle = 2 * Math.PI;

    // What of the tolerance the inner integrals may use, each of them.
    private const double InnerShare = 0.25;

    /// <summary>Whether a model has an accuracy by slices.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <returns>True for a ReLU RNN with n = 4 or 5 and d up to <see cref="ExactCones.MaximumHiddenSize"/>: the accuracy of 2nd argmax, argmedian and argmax.</returns>
    public static bool Covers(Model model, SequenceTask task, Quantity quantity)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        return model is ReluRnn { SequenceLength: 4 or 5, HiddenSize: <= ExactCones.MaximumHiddenSize } && quantity == Quantity.Accuracy && ExactCones.LabelRank(task, model.SequenceLength) is not null;
    }

    /// <summary>Finds the accuracy.</summary>
    /// <param name="weights">The network: n = 4 or 5, with as many outputs.</param>
    /// <param name="task">2nd argmax, argmedian or argmax.</param>
    /// <param name="tolerance">The stated error to reach, positive.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The accuracy with its stated error, which is larger than the tolerance where <see cref="MaximumSlices"/> did not suffice.</returns>
    /// <exception cref="ArgumentException">The network or the task is none of these.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is not positive.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static SliceScore Accuracy(RnnWeights weights, SequenceTask task, double tolerance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(task);
        if (!(tolerance > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "A tolerance is positive.");
        }

        return weights.SequenceLength == 4 ? OfFour(weights, task, tolerance, cancellationToken) : OfFive(weights, task, tolerance, cancellationToken);
    }

    private static SliceScore OfFour(RnnWeights weights, SequenceTask task, double tolerance, CancellationToken cancellationToken)
    {
        var integral = new FourInputs(weights, task, cancellationToken);
        while (integral.Error > tolerance && integral.Slices < MaximumSlices)
        {
            integral.Refine();
        }

        return new(integral.Value, integral.Error, integral.Slices);
    }

    private static SliceScore OfFive(RnnWeights weights, SequenceTask task, double tolerance, CancellationToken cancellationToken)
    {
        var slice = new Slice(weights, SliceTasks.LabelRank(weights, task, sequenceLength: 5));
        double innerTolerance = InnerShare * tolerance;
        double largestInnerError = 0;
        long slices = 0;
        double[] direction = new double[3];
        double[] firstTwo = new double[2];
        var outer = new AdaptiveSimpson(OverElevations, DirectionBreaks.OfFirstTwo(weights));
        while ((outer.Error / FullCircle) + largestInnerError > tolerance && slices < MaximumSlices)
        {
            outer.Refine();
        }

        return new(Math.Clamp(1 - (outer.Value / FullCircle), 0, 1), (outer.Error / FullCircle) + largestInnerError, slices);

        double OverElevations(double angle)
        {
            (firstTwo[1], firstTwo[0]) = Math.SinCos(angle);
            var inner = new AdaptiveSimpson(OfElevation, DirectionBreaks.OfThird(weights, firstTwo));
            while (inner.Error > innerTolerance && slices < MaximumSlices)
            {
                inner.Refine();
            }

            largestInnerError = Math.Max(largestInnerError, inner.Error);
            return inner.Value;
        }

        double OfElevation(double elevation)
        {
            var (sine, cosine) = Math.SinCos(elevation);
            (direction[0], direction[1], direction[2]) = (cosine * firstTwo[0], cosine * firstTwo[1], sine);
            slices++;
            return 0.5 * cosine * slice.ErrorRate(direction, cancellationToken);
        }
    }
}
