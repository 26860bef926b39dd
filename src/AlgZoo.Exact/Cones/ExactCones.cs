namespace AlgZoo.Exact;

/// <summary>
/// The exact accuracy, or mean squared error, of ReLU RNNs of two or three inputs. Being positively homogeneous, such a network is linear on finitely many cones of the input space, and the expectation
/// over standard Gaussian inputs is a sum of their angles (n = 2), solid angles (n = 3) or Gaussian moments.
/// </summary>
public static class ExactCones
{
    /// <summary>Largest hidden size that is accepted.</summary>
    public const int MaximumHiddenSize = 64;

    /// <summary>Whether there is an exact score.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <returns>True for a ReLU RNN with n = 2 or 3 and d up to <see cref="MaximumHiddenSize"/>: the accuracy of 2nd argmax, argmedian and argmax, and the mean squared error of the median.</returns>
    public static bool Covers(Model model, SequenceTask task, Quantity quantity)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        return model is ReluRnn { SequenceLength: 2 or 3, HiddenSize: <= MaximumHiddenSize }
            && quantity switch
            {
                Quantity.Accuracy => LabelRank(task, model.SequenceLength) is not null,
                Quantity.MeanSquaredError => task == SequenceTask.Median,
                _ => false,
            };
    }

    /// <summary>Finds the score.</summary>
    /// <param name="weights">The network: n = 2 or 3, d up to <see cref="MaximumHiddenSize"/>, with n outputs, or one for the median.</param>
    /// <param name="task">2nd argmax, argmedian or argmax for the accuracy; median for the mean squared error.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">The network or the task is none of these.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static ExactScore Evaluate(RnnWeights weights, SequenceTask task, CancellationToken cancellationToken = default) => Evaluate(weights, task, regions: null, cancellationToken);

    /// <summary>Finds the score, and the linear regions behind it.</summary>
    /// <param name="weights">The network, as above.</param>
    /// <param name="task">The task, as above.</param>
    /// <param name="regions">Receives the linear regions, and for the accuracy what is wrong of them; null for nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The same score.</returns>
    /// <exception cref="ArgumentException">The network or the task is none of these.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static ExactScore Evaluate(RnnWeights weights, SequenceTask task, LinearRegions? regions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(task);
        int n = weights.SequenceLength;
        if (n is not (2 or 3) || weights.HiddenSize > MaximumHiddenSize || weights.OutputSize != task.OutputSize(n))
        {
            throw new ArgumentException(
                $"A network of length {n}, hidden size {weights.HiddenSize} and {weights.OutputSize} outputs has no exact score on {task.Name}: lengths 2 and 3, hidden sizes to {MaximumHiddenSize} and {task.OutputSize(n)} outputs have.", nameof(weights));
        }

        return (LabelRank(task, n), n) switch
        {
            ({ } rank, 2) => TwoInputs.Accuracy(weights, rank, regions, cancellationToken),
            ({ } rank, _) => ThreeInputs.Accuracy(weights, rank, regions, cancellationToken),
            (null, 2) when task == SequenceTask.Median => TwoInputs.MedianSquaredError(weights, regions, cancellationToken),
            (null, _) when task == SequenceTask.Median => ThreeInputs.MedianSquaredError(weights, regions, cancellationToken),
            _ => throw new ArgumentException($"The task {task.Name} has no exact score; 2nd_argmax, argmedian, argmax and median have.", nameof(task)),
        };
    }

    /// <summary>The probability of a wrong answer to an input with x0 > 0: half of the work where the other half space is known to be alike.</summary>
    /// <param name="weights">The network: n = 3, three outputs, d up to <see cref="MaximumHiddenSize"/>.</param>
    /// <param name="task">2nd argmax, argmedian or argmax.</param>
    /// <param name="regions">Receives the linear regions of the half space.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>P(wrong and x0 > 0), in [0, 1/2].</returns>
    /// <exception cref="ArgumentException">The network or the task is none of these.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static double PositiveErrorRate(RnnWeights weights, SequenceTask task, LinearRegions regions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(regions);
        return weights is { SequenceLength: 3, OutputSize: 3, HiddenSize: <= MaximumHiddenSize } && LabelRank(task, 3) is { } rank
            ? ThreeInputs.PositiveErrorRate(weights, rank, regions, cancellationToken)
            : throw new ArgumentException(
                $"A network of length {weights.SequenceLength}, hidden size {weights.HiddenSize} and {weights.OutputSize} outputs on {task.Name} has no error rate over a half space: length 3, hidden sizes to {MaximumHiddenSize} and 3 outputs on 2nd_argmax, argmedian or argmax have.", nameof(weights));
    }

    /// <summary>The rank of the input whose position is the label, 0 for the smallest; null where the label is no rank.</summary>
    internal static int? LabelRank(SequenceTask task, int sequenceLength) =>
        task == SequenceTask.SecondArgmax ? sequenceLength - 2
        : task == SequenceTask.Argmedian ? sequenceLength / 2
        : task == SequenceTask.Argmax ? sequenceLength - 1
        : null;
}
