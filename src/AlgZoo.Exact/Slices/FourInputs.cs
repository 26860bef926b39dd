namespace AlgZoo.Exact;

/// <summary>Networks of four inputs: the error rate is the mean over the circle of directions of the first two of <see cref="Slice.ErrorRate"/>, by adaptive Simpson rules between its breaks.</summary>
public sealed class FourInputs
{
    private const double FullCircle = 2 * Math.PI;

    private readonly AdaptiveSimpson _integral;

    /// <summary>Evaluates the slices that the first error estimate needs: at most 2 (2d + 6) + 3.</summary>
    /// <param name="weights">The network: n = 4, with four outputs.</param>
    /// <param name="task">2nd argmax, argmedian or argmax.</param>
    /// <param name="cancellationToken">Stops this and all later work.</param>
    /// <param name="explanation">Receives a line for each slice, with the surprise of its linear regions, and one before all; null for nothing.</param>
    /// <exception cref="ArgumentException">The network or the task is none of these.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public FourInputs(RnnWeights weights, SequenceTask task, CancellationToken cancellationToken, Explanation? explanation = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(task);
        int rank = SliceTasks.LabelRank(weights, task, sequenceLength: 4);
        var ledger = explanation is null ? null : new SliceLedger(weights, explanation);
        var slice = new Slice(weights, rank, ledger?.Regions);
        double[] direction = new double[2];
        _integral = new AdaptiveSimpson(
            angle =>
            {
                (direction[1], direction[0]) = Math.SinCos(angle);
                double errorRate = slice.ErrorRate(direction, cancellationToken);
                ledger?.Write(angle);
                return errorRate;
            },
            DirectionBreaks.OfFirstTwo(weights));
    }

    /// <summary>Most slices of one call of <see cref="Refine"/>.</summary>
    public static int SlicesPerRefinement => AdaptiveSimpson.EvaluationsPerRefinement;

    /// <summary>The accuracy, in [0, 1].</summary>
    public double Value => Math.Clamp(1 - (_integral.Value / FullCircle), 0, 1);

    /// <summary>The stated error of <see cref="Value"/>: an estimate from above, no proof.</summary>
    public double Error => _integral.Error / FullCircle;

    /// <summary>Slices so far.</summary>
    public int Slices => _integral.Evaluations;

    /// <summary>Whether a model has an accuracy by slices.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <returns>True for a ReLU RNN with n = 4 and d up to <see cref="ExactCones.MaximumHiddenSize"/>: the accuracy of 2nd argmax, argmedian and argmax.</returns>
    public static bool Covers(Model model, SequenceTask task, Quantity quantity)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        return model is ReluRnn { SequenceLength: 4, HiddenSize: <= ExactCones.MaximumHiddenSize } && quantity == Quantity.Accuracy && ExactCones.LabelRank(task, 4) is not null;
    }

    /// <summary>Most slices that the first error estimate needs.</summary>
    /// <param name="hiddenSize">Hidden size d.</param>
    /// <returns>2 (2d + 6) + 3.</returns>
    public static int FirstSlices(int hiddenSize) => (2 * ((2 * hiddenSize) + 6)) + 3;

    /// <summary>Adds up to <see cref="SlicesPerRefinement"/> slices where the error is largest.</summary>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public void Refine() => _integral.Refine();
}
