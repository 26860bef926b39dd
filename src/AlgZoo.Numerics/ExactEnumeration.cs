namespace AlgZoo.Numerics;

/// <summary>Evaluates a quantity exactly where the inputs are finitely many: all n^n token sequences.</summary>
public static class ExactEnumeration
{
    /// <summary>Largest number of inputs that is enumerated.</summary>
    public const long MaximumInputs = 1L << 26;

    private const int BatchSize = 4096;

    /// <summary>
    /// Evaluates all n^n inputs of a task with token inputs, each of which has the same probability. Costs <see cref="Model.SamplingOperations"/> for each of them, all charged at the start.
    /// </summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">A task with token inputs.</param>
    /// <param name="quantity">The expectation to evaluate.</param>
    /// <param name="cancellationToken">Stops the enumeration between batches.</param>
    /// <returns>The exact mean and the population variance, up to the rounding of the kernel's float arithmetic.</returns>
    /// <exception cref="ArgumentException">The model does not fit the task, the task has no such quantity or no token inputs, or there are more than <see cref="MaximumInputs"/> inputs.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    /// <exception cref="BudgetExceededException">A plugin's budget does not allow it; nothing was evaluated.</exception>
    public static SampleStatistics Evaluate(Model model, SequenceTask task, Quantity quantity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        task.EnsureFits(model);
        task.EnsureHas(quantity);
        if (task.Inputs != InputLaw.UniformTokens)
        {
            throw new ArgumentException($"The inputs of the task {task.Name} cannot be enumerated; sample it.", nameof(task));
        }

        int n = model.SequenceLength;
        double inputCount = Math.Pow(n, n);
        if (inputCount > MaximumInputs)
        {
            throw new ArgumentException($"A sequence length of {n} has more than the {MaximumInputs} inputs that are enumerated; sample it.", nameof(model));
        }

        ComputeMeter.ChargeWindow(model.SamplingOperations(quantity), (long)inputCount);
        var forward = ForwardPass.CreateUncharged(model, SimdPaths.Fastest);
        float[] inputs = new float[BatchSize * n];
        float[] outputs = new float[BatchSize * model.OutputSize];
        double[] values = new double[BatchSize];
        var moments = default(Moments);
        long hits = 0;
        for (long first = 0; first < (long)inputCount; first += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(BatchSize, (long)inputCount - first);
            for (int i = 0; i < count; i++)
            {
                WriteDigits(first + i, inputs.AsSpan(i * n, n));
            }

            var batchInputs = inputs.AsSpan(0, count * n);
            var batchOutputs = outputs.AsSpan(0, count * model.OutputSize);
            forward.Evaluate(batchInputs, batchOutputs);
            Losses.EvaluateUncharged(task, quantity, batchInputs, batchOutputs, values.AsSpan(0, count), SimdPaths.Fastest);
            moments.Add(values.AsSpan(0, count));
            hits += values.AsSpan(0, count).Count(1);
        }

        double accuracy = (double)hits / moments.Count;
        return quantity == Quantity.Accuracy
            ? new(moments.Count, accuracy, accuracy * (1 - accuracy))
            : new(moments.Count, moments.Mean, moments.PopulationVariance);
    }

    private static void WriteDigits(long number, Span<float> digits)
    {
        for (int i = 0; i < digits.Length; i++)
        {
            digits[i] = number % digits.Length;
            number /= digits.Length;
        }
    }
}
