using System.Numerics;
using System.Runtime.InteropServices;

namespace AlgZoo.Numerics;

/// <summary>Scores outputs against the task's own answers.</summary>
public static class Losses
{
    [ThreadStatic]
    private static BatchScorer? _lastScorer;

    /// <summary>
    /// The quantity's value for each sequence of a batch: 1 or 0 for <see cref="Quantity.Accuracy"/>, the squared error, or the cross-entropy in nats. With the forward pass it costs <see
    /// cref="Model.SamplingOperations"/> per sequence.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="inputs">Shape [count, n], row-major.</param>
    /// <param name="outputs">Shape [count, o], row-major.</param>
    /// <param name="values">Shape [count]: receives the values.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, the quantity is not defined for the task, or an input is NaN or, where tokens are needed, not a token.</exception>
    public static void Evaluate(SequenceTask task, Quantity quantity, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, Span<double> values)
    {
        if (ScorerOf(task, quantity, inputs, outputs, values, SimdPaths.Fastest) is { } scorer)
        {
            ComputeMeter.ChargeWindow(scorer.Operations, values.Length);
            scorer.Evaluate(inputs, outputs, values);
        }
    }

    /// <summary>The same for callers that charge it themselves.</summary>
    internal static void EvaluateUncharged(SequenceTask task, Quantity quantity, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, Span<double> values, SimdPath path) =>
        ScorerOf(task, quantity, inputs, outputs, values, path)?.Evaluate(inputs, outputs, values);

    // Null for an empty batch.
    private static BatchScorer? ScorerOf(SequenceTask task, Quantity quantity, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, ReadOnlySpan<double> values, SimdPath path)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.EnsureHas(quantity);
        if (values.IsEmpty && inputs.IsEmpty && outputs.IsEmpty)
        {
            return null;
        }

        int n = values.IsEmpty ? 0 : inputs.Length / values.Length;
        int o = n == 0 ? 0 : task.OutputSize(n);
        if (n < task.MinimumLength || (long)n * values.Length != inputs.Length || (long)o * values.Length != outputs.Length)
        {
            throw new ArgumentException(
                $"{inputs.Length} inputs, {outputs.Length} outputs and {values.Length} values are not those of one batch for the task {task.Name}.", nameof(values));
        }

        if (ContainsNaN(inputs))
        {
            throw new ArgumentException("An input is NaN; give finite inputs.", nameof(inputs));
        }

        if (task == SequenceTask.LongestCycle)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                Tokens.Parse(inputs[i], i % n, n);
            }
        }

        if (_lastScorer is not { } scorer || scorer.Key != (task, quantity, n, path))
        {
            _lastScorer = scorer = new(task, quantity, n, path);
        }

        return scorer;
    }

    private static bool ContainsNaN(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
        {
            if (!Vector.EqualsAll(vector, vector))
            {
                return true;
            }
        }

        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            if (float.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    private sealed unsafe class BatchScorer(SequenceTask task, Quantity quantity, int sequenceLength, SimdPath path)
    {
        private const int MaximumTiles = 4;

        private readonly int _outputSize = task.OutputSize(sequenceLength);
        private readonly TileScorer _scorer = new(TileKernels.For(path), task, quantity, sequenceLength, MaximumTiles);
        private readonly AlignedBuffer<float> _inputs = new(MaximumTiles * sequenceLength * Tile.Lanes);
        private readonly AlignedBuffer<float> _outputs = new(MaximumTiles * task.OutputSize(sequenceLength) * Tile.Lanes);

        public OperationCounts Operations { get; } = quantity.ScoringOperations(task.OutputSize(sequenceLength));

        public (SequenceTask Task, Quantity Quantity, int SequenceLength, SimdPath Path) Key { get; } = (task, quantity, sequenceLength, path);

        public void Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, Span<double> values)
        {
            int n = Key.SequenceLength;
            for (int first = 0; first < values.Length; first += MaximumTiles * Tile.Lanes)
            {
                int sequences = Math.Min(MaximumTiles * Tile.Lanes, values.Length - first);
                Tile.GatherAll(inputs.Slice(first * n, sequences * n), n, _inputs.Pointer);
                Tile.GatherAll(outputs.Slice(first * _outputSize, sequences * _outputSize), _outputSize, _outputs.Pointer);
                _scorer.Evaluate(_inputs.Pointer, _outputs.Pointer, values.Slice(first, sequences));
            }

            GC.KeepAlive(this);
        }
    }
}
