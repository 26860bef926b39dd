using System.Globalization;
using AlgZoo.Training;

namespace AlgZoo.Cli;

/// <summary>A recipe as it is written to files.</summary>
internal sealed record RecipeRecord(
    string Task, int HiddenSize, int SequenceLength, long Sequences, int BatchSize, ulong Seed, long? WarmUpSteps, double LearningRateScale, double WeightDecay)
{
    public static RecipeRecord Of(TrainingRecipe recipe) => new(
        recipe.Task.Name, recipe.HiddenSize, recipe.SequenceLength, recipe.Sequences, recipe.BatchSize, recipe.Seed, recipe.WarmUpSteps, recipe.LearningRateScale, recipe.WeightDecay);

    /// <summary>Checks that a file was written for this recipe.</summary>
    /// <exception cref="UserErrorException">It was not; the message names every difference.</exception>
    public void EnsureSameAs(RecipeRecord there, string path)
    {
        string[] differences =
        [
            .. Difference("task", there.Task, Task),
            .. Difference("hidden size", there.HiddenSize, HiddenSize),
            .. Difference("sequence length", there.SequenceLength, SequenceLength),
            .. Difference("sequences", there.Sequences, Sequences),
            .. Difference("batch size", there.BatchSize, BatchSize),
            .. Difference("seed", there.Seed, Seed),
            .. Difference("warm-up steps", there.WarmUpSteps, WarmUpSteps),
            .. Difference("learning rate scale", there.LearningRateScale, LearningRateScale),
            .. Difference("weight decay", there.WeightDecay, WeightDecay),
        ];
        if (differences.Length > 0)
        {
            throw new UserErrorException($"{path} is of another run: {string.Join(", ", differences)}. Name another folder with --out, or train anew with --force.");
        }
    }

    private static IEnumerable<string> Difference<T>(string name, T there, T here) =>
        EqualityComparer<T>.Default.Equals(there, here) ? [] : [string.Create(CultureInfo.InvariantCulture, $"{name} was {there}, is {here}")];
}
