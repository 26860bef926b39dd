using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>One part of every batch, with its own random stream, so that sums do not depend on which thread does it.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="index">Which part.</param>
/// <param name="tiles">Its tiles.</param>
/// <param name="parameterRows">Tile rows that hold all parameters.</param>
/// <param name="kernels">The random generators.</param>
internal sealed unsafe class TrainingChunk(TrainingRecipe recipe, int index, int tiles, int parameterRows, TileKernels kernels)
{
    /// <summary>Tiles of all chunks but perhaps the last.</summary>
    public const int MaximumTiles = 4;

    // A stream is opened once in so many steps: opening costs as much as a step of a small model.
    private const int StepsPerPage = 64;

    private readonly RandomAddress _address = RandomAddress.Root(recipe.Seed).Child("training sequences");
    private readonly BlockRandom _random = new(kernels);
    private long _nextStep = -1;

    /// <summary>Number of tiles.</summary>
    public int Tiles => tiles;

    /// <summary>Sum of the sequences' gradients, shape [P], then zeros up to a whole tile row.</summary>
    public AlignedBuffer<float> Gradient { get; } = new(parameterRows * Tile.Lanes);

    /// <summary>Sums over the sequences of the step evaluated last.</summary>
    public TileSums Sums { get; set; }

    /// <summary>Draws the sequences of a step.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="inputs">Shape [tiles][n][32].</param>
    public void Draw(long step, float* inputs)
    {
        long stepOfPage = step % StepsPerPage;
        if (stepOfPage == 0 || step != _nextStep)
        {
            _random.Open(_address.Child((ulong)(step / StepsPerPage)).Child((ulong)index));
            for (long skipped = 0; skipped < stepOfPage; skipped++)
            {
                Fill(inputs);
            }
        }

        Fill(inputs);
        _nextStep = step + 1;
    }

    private void Fill(float* inputs) => _random.Fill(recipe.Task.Inputs, recipe.SequenceLength, inputs, tiles * recipe.SequenceLength);
}
