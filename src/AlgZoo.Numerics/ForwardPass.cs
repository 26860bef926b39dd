using AlgZoo.Metering;

namespace AlgZoo.Numerics;

/// <summary>Makes the host's batch evaluators.</summary>
public static class ForwardPass
{
    /// <summary>
    /// Makes the fastest evaluator of a model that this processor supports. It costs a plugin <see cref="Model.ForwardOperations"/> for each sequence and is safe for concurrent use. The outputs do not
    /// depend on the processor, nor on how sequences are put into batches: every path does the same IEEE operations in the same order.
    /// </summary>
    /// <param name="model">The weights.</param>
    /// <returns>The evaluator.</returns>
    public static IForwardPass Create(Model model) => new ChargedForwardPass(model, CreateUncharged(model, SimdPaths.Fastest));

    /// <summary>The evaluator for callers that charge it themselves.</summary>
    internal static IForwardPass CreateUncharged(Model model, SimdPath path)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new BatchForward(model, TileForward.Create(model, TileKernels.For(path)));
    }

    private sealed unsafe class BatchForward(Model model, TileForward forward) : IForwardPass
    {
        private TileBuffers? _spareBuffers;

        public void Evaluate(ReadOnlySpan<float> inputs, Span<float> outputs)
        {
            int count = model.EnsureBatch(inputs.Length, outputs.Length);
            var buffers = Interlocked.Exchange(ref _spareBuffers, null) ?? new(forward);
            int maximum = forward.MaximumTiles * Tile.Lanes;
            for (int first = 0; first < count; first += maximum)
            {
                int sequences = Math.Min(maximum, count - first);
                Tile.GatherAll(inputs.Slice(first * model.SequenceLength, sequences * model.SequenceLength), model.SequenceLength, buffers.Inputs.Pointer);
                forward.Evaluate(buffers.Inputs.Pointer, buffers.Outputs.Pointer, Tile.Count(sequences), buffers.Workspace.Pointer);
                Tile.ScatterAll(buffers.Outputs.Pointer, model.OutputSize, outputs.Slice(first * model.OutputSize, sequences * model.OutputSize));
            }

            Volatile.Write(ref _spareBuffers, buffers);
        }
    }
}
