namespace AlgZoo.Numerics;

/// <summary>Exact expectations for token tasks: every one of the n^n inputs is evaluated.</summary>
public static class ExactEnumeration
{
    /// <summary>Evaluates a quantity over all inputs.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">A task with <see cref="InputLaw.UniformTokens"/>.</param>
    /// <param name="quantity">The quantity.</param>
    /// <returns>Number of inputs, exact mean, and variance over the inputs.</returns>
    /// <exception cref="ArgumentException">The inputs are not tokens, or there are more than 2^26 of them.</exception>
    public static SampleStatistics Evaluate(Model model, SequenceTask task, Quantity quantity)
    {
        int n = model.SequenceLength;
        long count = (long)Math.Pow(n, n);
        var pass = ForwardPass.Create(model);
        var inputs = new float[n];
        var outputs = new float[model.OutputSize];
        var value = new double[1];
        double sum = 0;
        double squares = 0;
        for (long i = 0; i < count; i++)
        {
            long rest = i;
            for (int k = 0; k < n; k++)
            {
                inputs[k] = rest % n;
                rest /= n;
            }

            pass.Evaluate(inputs, outputs);
            Losses.Evaluate(task, quantity, inputs, outputs, value);
            sum += value[0];
            squares += value[0] * value[0];
        }

        return new SampleStatistics(count, sum / count, (squares / count) - (sum / count * (sum / count)));
    }
}
