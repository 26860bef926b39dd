using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>What one thread needs to evaluate chunks.</summary>
internal sealed unsafe class ChunkWorker(TrainingRecipe recipe, SimdPath path)
{
    private readonly TileGradient _gradient = TileGradient.Create(recipe, TrainingChunk.MaximumTiles, path);
    private readonly TileAnswers _answers = new(TileKernels.For(path), recipe.Task, recipe.SequenceLength, TrainingChunk.MaximumTiles);
    private readonly AlignedBuffer<float> _inputs = new(TrainingChunk.MaximumTiles * recipe.SequenceLength * Tile.Lanes);
    private readonly AlignedBuffer<int> _labels = new(TrainingChunk.MaximumTiles * Tile.Lanes);

    /// <summary>Draws a step's sequences of a chunk, and leaves their loss and gradient in it.</summary>
    public void Evaluate(TrainingChunk chunk, long step, float* parameters)
    {
        float* inputs = _inputs.Pointer;
        int* labels = _labels.Pointer;
        chunk.Draw(step, inputs);
        if (recipe.Task is RegressionTask)
        {
            _answers.Target(inputs, (float*)labels, chunk.Tiles * Tile.Lanes);
        }
        else
        {
            _answers.Label(inputs, labels, chunk.Tiles);
        }

        chunk.Sums = _gradient.Evaluate(parameters, inputs, labels, chunk.Tiles, chunk.Gradient.Pointer);
        GC.KeepAlive(_inputs);
        GC.KeepAlive(_labels);
        GC.KeepAlive(chunk);
    }
}
