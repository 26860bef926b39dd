using AlgZoo.Training;

namespace AlgZoo.Cli;

/// <summary>What the user asked to train.</summary>
/// <param name="Recipe">The recipe, but for the seed.</param>
/// <param name="Seeds">Seeds to train, each once; as whole numbers that AlgZoo's file names can hold.</param>
/// <param name="KeepBest">Whether only the model of the best seed is kept.</param>
/// <param name="SavesCheckpoints">Whether checkpoints are saved before the end.</param>
/// <param name="ValidationSequences">Sequences on which a model is scored where there is no exact method.</param>
/// <param name="Threads">Threads of all seeds together.</param>
/// <param name="Folder">Where the files go.</param>
/// <param name="Force">Whether to train anew what is there.</param>
internal sealed record TrainingPlan(
    TrainingRecipe Recipe, IReadOnlyList<int> Seeds, bool KeepBest, bool SavesCheckpoints, long ValidationSequences, int Threads, string Folder, bool Force)
{
    // AlgZoo's first checkpoint after the initial weights is the one after 2^20 sequences.
    private const int FirstExponent = 20;

    /// <summary>The steps after which a model is scored and saved, ascending; the last is the end of the run.</summary>
    public IReadOnlyList<long> CheckpointSteps { get; } = SavesCheckpoints ? [.. PowersOfTwo(Recipe)] : [Recipe.Steps];

    /// <summary>The recipe of a seed.</summary>
    public TrainingRecipe RecipeOf(int seed) => Recipe with { Seed = (ulong)seed };

    // Where the batch size is no power of two, the first whole batch that reaches the power.
    private static IEnumerable<long> PowersOfTwo(TrainingRecipe recipe)
    {
        yield return 0;
        for (long sequences = 1L << FirstExponent; sequences < recipe.Sequences; sequences *= 2)
        {
            long step = ((sequences - 1) / recipe.BatchSize) + 1;
            if (step < recipe.Steps)
            {
                yield return step;
            }
        }

        yield return recipe.Steps;
    }
}
