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
    public static ExactScore Evaluate(RnnWeights weights, SequenceTask task, CancellationToken cancellationToken = default)
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
            ({ } rank, 2) => TwoInputs.Accuracy(weights, rank, cancellationToken),
            ({ } rank, _) => ThreeInputs.Accuracy(weights, rank, cancellationToken),
            (null, 2) when task == SequenceTask.Median => TwoInputs.MedianSquaredError(weights, cancellationToken),
            (null, _) when task == SequenceTask.Median => ThreeInputs.MedianSquaredError(weights, cancellationToken),
            _ => throw new ArgumentException($"The task {task.Name} has no exact score; 2nd_argmax, argmedian, argmax and median have.", nameof(task)),
        };
    }

    /// <summary>The rank of the input whose position is the label, 0 for the smallest; null where the label is no rank.</summary>
    internal static int? LabelRank(SequenceTask task, int sequenceLength) =>
        task == SequenceTask.SecondArgmax ? sequenceLength - 2
        : task == SequenceTask.Argmedian ? sequenceLength / 2
        : task == SequenceTask.Argmax ? sequenceLength - 1
        : null;
}
