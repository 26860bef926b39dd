using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>Looks at one model: its score by target position and its homogeneity.</summary>
public static class ModelInspector
{
    private const int BatchSize = 4096;
    private const int HomogeneitySequences = 1024;

    /// <summary>Samples a model.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="samples">Sequences, at least 2; rounded up to a multiple of 4,096.</param>
    /// <param name="seed">Seed of the sampling.</param>
    /// <param name="cancellationToken">Stops the sampling.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="ArgumentException">The model does not fit the task.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static ModelInspection Inspect(Model model, SequenceTask task, long samples, ulong seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        task.EnsureFits(model);
        var pass = ForwardPass.Create(model);
        int n = model.SequenceLength;
        var inputs = new float[BatchSize * n];
        var outputs = new float[BatchSize * model.OutputSize];
        var losses = new double[BatchSize];
        var byPosition = new (long Samples, long Right)[task is ClassificationTask ? n : 0];
        var address = RandomAddress.Root(seed).Child("inspection").Child(ModelFingerprint.Of(model, task));
        long done = 0;
        double sum = 0;
        double squares = 0;
        for (ulong batch = 0; done < samples; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Fill(inputs, task, n, new RandomStream(address.Child(batch)));
            pass.Evaluate(inputs, outputs);
            Losses.Evaluate(task, task.DefaultQuantity, inputs, outputs, losses);
            for (int i = 0; i < BatchSize; i++)
            {
                sum += losses[i];
                squares += losses[i] * losses[i];
                if (task is ClassificationTask classification)
                {
                    ref var position = ref byPosition[classification.Label(inputs.AsSpan(i * n, n))];
                    position.Samples++;
                    position.Right += (long)losses[i];
                }
            }

            done += BatchSize;
        }

        double mean = sum / done;
        double variance = Math.Max(0, (squares / done) - (mean * mean));
        return new ModelInspection(
            mean,
            Math.Sqrt(variance / done),
            done,
            [.. byPosition.Select((position, index) => new PositionScore(index, position.Samples, position.Samples == 0 ? null : position.Right / (double)position.Samples))],
            model is ReluRnn ? HomogeneityError(pass, inputs.AsSpan(0, HomogeneitySequences * n), model.OutputSize) : null);
    }

    private static void Fill(Span<float> inputs, SequenceTask task, int n, RandomStream random)
    {
        if (task.Inputs == InputLaw.StandardGaussian)
        {
            random.FillGaussian(inputs);
            return;
        }

        foreach (ref float token in inputs)
        {
            token = random.NextInt32(n);
        }
    }

    // f(cx) = c f(x) with c = 3, which is no power of two: float rounding shows as an error of about 1e-6.
    private static double HomogeneityError(IForwardPass pass, ReadOnlySpan<float> inputs, int outputSize)
    {
        const float Scale = 3;
        int count = HomogeneitySequences;
        var outputs = new float[count * outputSize];
        var scaledOutputs = new float[outputs.Length];
        var scaledInputs = new float[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            scaledInputs[i] = Scale * inputs[i];
        }

        pass.Evaluate(inputs, outputs);
        pass.Evaluate(scaledInputs, scaledOutputs);
        double largest = outputs.Max(output => Math.Abs((double)output));
        double difference = outputs.Zip(scaledOutputs, (output, scaled) => Math.Abs(((double)Scale * output) - scaled)).Max();
        return largest == 0 ? 0 : difference / (Scale * largest);
    }
}

/// <summary>What <see cref="ModelInspector"/> saw.</summary>
/// <param name="Value">The task's default quantity.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Samples">Sequences sampled.</param>
/// <param name="ByTargetPosition">Accuracy by target position; empty for a scalar output.</param>
/// <param name="HomogeneityError">Largest |f(3x) - 3 f(x)| over 1,024 sequences, relative to the largest |3 f(x)|; null for an architecture that is not homogeneous.</param>
public sealed record ModelInspection(double Value, double StandardError, long Samples, IReadOnlyList<PositionScore> ByTargetPosition, double? HomogeneityError);

/// <summary>How often a model is right where the target is at one position.</summary>
/// <param name="Position">Zero-based target position.</param>
/// <param name="Samples">Sequences with this target.</param>
/// <param name="Accuracy">Share of right answers; null if there was no such sequence.</param>
public sealed record PositionScore(int Position, long Samples, double? Accuracy);
