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
    public static void Evaluate(SequenceTask task, Quantity quantity, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, Span<double> values)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.EnsureHas(quantity);
        int count = values.Length;
        if (count == 0 && inputs.IsEmpty && outputs.IsEmpty)
        {
            return;
        }

        int n = count == 0 ? 0 : inputs.Length / count;
        int o = n == 0 ? 0 : task.OutputSize(n);
        if (n == 0 || n * count != inputs.Length || o * count != outputs.Length)
        {
            throw new ArgumentException(
                $"{inputs.Length} inputs, {outputs.Length} outputs and {count} values are not those of one batch for the task {task.Name}.", nameof(values));
        }

        for (int i = 0; i < count; i++)
        {
            values[i] = Evaluate(task, quantity, inputs.Slice(i * n, n), outputs.Slice(i * o, o));
        }
    }

    private static double Evaluate(SequenceTask task, Quantity quantity, ReadOnlySpan<float> sequence, ReadOnlySpan<float> output) => (task, quantity) switch
    {
        (ClassificationTask classification, Quantity.Accuracy) => Accuracy(output, classification.Label(sequence)),
        (ClassificationTask classification, Quantity.CrossEntropy) => CrossEntropy(output, classification.Label(sequence)),
        (RegressionTask regression, Quantity.MeanSquaredError) => SquaredError(output[0], regression.Target(sequence)),
        _ => throw new ArgumentException($"The quantity {quantity} is not defined for the task {task.Name}.", nameof(quantity)),
    };

    private static double Accuracy(ReadOnlySpan<float> logits, int label)
    {
        int best = 0;
        for (int i = 1; i < logits.Length; i++)
        {
            best = logits[i] > logits[best] ? i : best;
        }

        return best == label ? 1 : 0;
    }

    private static double CrossEntropy(ReadOnlySpan<float> logits, int label)
    {
        double largest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        return Math.Log(sum) + largest - logits[label];
    }

    private static double SquaredError(float output, float target)
    {
        double error = (double)output - target;
        return error * error;
    }
}
