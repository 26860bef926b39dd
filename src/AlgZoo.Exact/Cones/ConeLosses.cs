namespace AlgZoo.Exact;

/// <summary>
/// The losses of many ReLU RNNs of one shape, of two or three inputs, one after the other: what <see cref="ExactCones"/> finds, in double precision throughout and without allocations. Not safe for
/// concurrent use.
/// </summary>
/// <remarks>
/// Rays that coincide but for rounding may be told apart here where <see cref="ExactCones"/> finds them equal: between them lies an angle of the order of the rounding, so that the loss is off by no more.
/// </remarks>
public sealed class ConeLosses
{
    private readonly TwoInputLosses? _two;
    private readonly ThreeInputLosses? _three;

    /// <summary>Prepares for a shape.</summary>
    /// <param name="hiddenSize">Hidden size d, from 1 to <see cref="ExactCones.MaximumHiddenSize"/>.</param>
    /// <param name="sequenceLength">Sequence length n, 2 or 3.</param>
    /// <param name="task">2nd argmax, argmedian or argmax for the error rate; median for the mean squared error.</param>
    /// <exception cref="ArgumentException">The task is none of these.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of its range.</exception>
    public ConeLosses(int hiddenSize, int sequenceLength, SequenceTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hiddenSize, ExactCones.MaximumHiddenSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequenceLength, 3);
        int? rank = ExactCones.LabelRank(task, sequenceLength);
        if (rank is null && task != SequenceTask.Median)
        {
            throw new ArgumentException($"The task {task.Name} has no exact score; 2nd_argmax, argmedian, argmax and median have.", nameof(task));
        }

        if (sequenceLength == 2)
        {
            _two = new(hiddenSize, rank);
        }
        else
        {
            _three = new(hiddenSize, rank);
        }
    }

    /// <summary>The loss of a network.</summary>
    /// <param name="input">W_hi, shape [d], finite.</param>
    /// <param name="recurrent">W_hh, shape [d, d], row-major, finite.</param>
    /// <param name="output">W_oh, shape [o, d], row-major, finite.</param>
    /// <returns>P(wrong), accurate relative to itself but for what is of the order of the rounding of the weights; or the mean squared error.</returns>
    public double Of(ReadOnlySpan<double> input, ReadOnlySpan<double> recurrent, ReadOnlySpan<double> output) =>
        _two?.Of(input, recurrent, output) ?? _three!.Of(input, recurrent, output);
}
