using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>Sums over the sequences of some tiles.</summary>
/// <param name="Loss">Sum of the losses.</param>
/// <param name="Hits">Number of sequences answered rightly (first largest logit); 0 for a scalar output.</param>
internal readonly record struct TileSums(double Loss, long Hits);

/// <summary>Loss and gradient of one model family over tiles of sequences (<see cref="Tile"/>). Holds the workspace of one thread.</summary>
internal abstract unsafe class TileGradient
{
    /// <summary>The gradient of a recipe's model.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="maximumTiles">Tiles of a call that are to be fast.</param>
    /// <param name="path">The vector width.</param>
    public static TileGradient Create(TrainingRecipe recipe, int maximumTiles, SimdPath path) => recipe.Task.Inputs == InputLaw.StandardGaussian
        ? new RnnGradient(recipe.Task, recipe.HiddenSize, recipe.SequenceLength, maximumTiles, path)
        : new TransformerGradient(recipe.HiddenSize, recipe.SequenceLength, ParameterLayout.AttentionLayers, path);

    /// <summary>Overwrites <paramref name="gradient"/> with the sum over all sequences of the tiles of the gradient of the loss.</summary>
    /// <param name="parameters">Shape [P], in the order of <see cref="ParameterLayout"/>.</param>
    /// <param name="inputs">Shape [tiles][n][<see cref="Tile.Lanes"/>]; tokens are whole floats.</param>
    /// <param name="labels">Shape [tiles][<see cref="Tile.Lanes"/>]: the label of each sequence; for a scalar output the bits of its float target.</param>
    /// <param name="tiles">Number of tiles, at least 1; all lanes are used.</param>
    /// <param name="gradient">Shape [P].</param>
    public abstract TileSums Evaluate(float* parameters, float* inputs, int* labels, int tiles, float* gradient);
}
