namespace AlgZoo.Numerics;

/// <summary>Scores outputs against the task's own answers.</summary>
public static class Losses
{
    /// <summary>
    /// The quantity's value for each sequence of a batch: 1 or 0 for <see cref="Quantity.Accuracy"/>, the squared error, or the cross-entropy in nats. Charges no meter: a caller that is metered charges
    /// <see cref="Model.SamplingFlops"/> less <see cref="Model.ForwardFlops"/> per sequence.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="inputs">Shape [count, n], row-major.</param>
    /// <param name="outputs">Shape [count, o], row-major.</param>
    /// <param name="values">Shape [count]: receives the values.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the quantity is not defined for the task.</exception>
    public static void Evaluate(SequenceTask task, Quantity quantity, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, Span<double> values) => throw new NotImplementedException();
}
