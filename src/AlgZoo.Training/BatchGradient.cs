using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>Loss and gradient of whole batches, by several threads.</summary>
internal sealed unsafe class BatchGradient
{
    private readonly TileKernels _kernels;
    private readonly TrainingChunk[] _chunks;
    private readonly ChunkWorker[] _workers;
    private readonly int _parameterRows;

    public BatchGradient(TrainingRecipe recipe, int parameters, int threads, SimdPath path)
    {
        _kernels = TileKernels.For(path);
        _parameterRows = Tile.Count(parameters);
        int tiles = recipe.BatchSize / Tile.Lanes;
        _chunks = new TrainingChunk[(tiles + TrainingChunk.MaximumTiles - 1) / TrainingChunk.MaximumTiles];
        for (int i = 0; i < _chunks.Length; i++)
        {
            int tilesLeft = tiles - (i * TrainingChunk.MaximumTiles);
            _chunks[i] = new(recipe, i, Math.Min(TrainingChunk.MaximumTiles, tilesLeft), _parameterRows, _kernels);
        }

        _workers = new ChunkWorker[Math.Min(threads, _chunks.Length)];
        for (int i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new(recipe, path);
        }
    }

    /// <summary>Threads that share a batch.</summary>
    public int Threads => _workers.Length;

    /// <summary>Sum of the gradients, shape [P], after <see cref="Add"/>.</summary>
    public AlignedBuffer<float> Gradient => _chunks[0].Gradient;

    /// <summary>Evaluates the chunks that fall to a thread.</summary>
    /// <param name="thread">Zero-based thread.</param>
    /// <param name="step">The step whose sequences are drawn.</param>
    /// <param name="parameters">Shape [P].</param>
    public void Evaluate(int thread, long step, float* parameters)
    {
        for (int i = thread; i < _chunks.Length; i += _workers.Length)
        {
            _workers[thread].Evaluate(_chunks[i], step, parameters);
        }
    }

    /// <summary>Adds up the chunks, first to last.</summary>
    /// <returns>Sums over the batch.</returns>
    public TileSums Add()
    {
        var sums = _chunks[0].Sums;
        foreach (var chunk in _chunks.AsSpan(1))
        {
            sums = new(sums.Loss + chunk.Sums.Loss, sums.Hits + chunk.Sums.Hits);
            _kernels.Accumulate(Gradient.Pointer, chunk.Gradient.Pointer, _parameterRows);
        }

        GC.KeepAlive(this);
        return sums;
    }
}
