using System.Globalization;
using AlgZoo.Numerics;
using AlgZoo.Tests.Support;

namespace AlgZoo.Zoo.Tests.Catalogue;

public class TrainedModelsTests
{
    private static readonly ModelLibrary Library = new("no-such-folder");

    private static IEnumerable<string> Names => TrainedModels.All.Select(model => model.Name);

    [Test]
    public void Every_size_of_the_original_zoo_ships() =>
        Assert.That(TrainedModels.All.Select(model => model.SizeName).Distinct(), Is.EquivalentTo(ZooCatalogue.SizeNames));

    [Test]
    public void Five_seeds_of_four_sizes_ship([Values("2nd_argmax_16_10", "2nd_argmax_4_3", "argmedian_8_5", "median_8_5")] string size)
    {
        string[] seeds = [.. TrainedModels.All.Where(model => model.SizeName == size).Select(model => model.Name.Split('_')[^1])];

        Assert.That(seeds, Is.Unique.And.SupersetOf(new[] { "0", "1", "2", "3", "4" }));
    }

    [Test]
    public void A_size_is_its_best_seed([Values("2nd_argmax_16_10", "2nd_argmax_4_3", "argmedian_8_5", "median_8_5")] string size)
    {
        var models = TrainedModels.All.Where(model => model.SizeName == size).ToArray();
        var best = models[0].Task is RegressionTask ? models.MinBy(model => model.Score)! : models.MaxBy(model => model.Score)!;

        var loaded = Library.Load("trained:" + size);

        Assert.That(loaded.Model.Tensors.SelectMany(tensor => tensor.Values.ToArray()), Is.EqualTo(best.Model.Tensors.SelectMany(tensor => tensor.Values.ToArray())));
    }

    // Two points of accuracy, or a hundredth of root mean squared error.
    [Test]
    public void Shipped_models_are_about_as_good_as_the_original_ones()
    {
        string[] worse =
        [
            .. from size in TrainedModels.All.GroupBy(model => model.SizeName, StringComparer.Ordinal)
               let best = TrainedModels.BestOf(size)!
               let published = ZooCatalogue.PublishedFigure(best.Task, best.Model.HiddenSize, best.Model.SequenceLength)!.Value
               let shortfall = best.Task is RegressionTask ? (Math.Sqrt(best.Score) - published) / 0.01 : (published - best.Score) / 0.02
               where shortfall > 1
               select size.Key,
        ];

        Assert.That(worse, Has.Length.LessThanOrEqualTo(116 - 105), string.Join(", ", worse));
        Assert.That(TrainedModels.Get("2nd_argmax_16_10").Score, Is.AtLeast(0.945));
    }

    [Test]
    public void The_script_that_trained_them_has_a_recipe_for_each()
    {
        string[] script = File.ReadAllLines(Path.Combine(OriginalModels.RepositoryRoot, "src", "AlgZoo.Zoo", "Trained", "train.sh"));
        var recipes = script.SkipWhile(line => !line.EndsWith("<<'RECIPES'", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line != "RECIPES")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();

        Assert.That(recipes.Select(recipe => recipe.Length), Has.All.EqualTo(7));
        foreach (var name in TrainedModels.All.Select(model => ModelName.TryParse(model.Name, out var parsed) ? parsed : throw new InvalidDataException(model.Name)))
        {
            Assert.That(recipes.Count(recipe => Makes(recipe, name)), Is.EqualTo(1), name.ToString());
        }
    }

    // About 130 models at 5 standard errors (those of the recorded score, from at least as many sequences, included as an equal share): false alarm below 8e-5.
    [TestCaseSource(nameof(Names))]
    public void Recorded_scores_are_right(string name)
    {
        var trained = TrainedModels.Get(name);
        var statistics = ModelSampler.Sample(trained.Model, trained.Task, trained.Task.DefaultQuantity, 1 << 20, RandomAddress.Root(1).Child(name));

        Assert.That(statistics.Mean, Is.EqualTo(trained.Score).Within((5 * Math.Sqrt(2) * statistics.StandardError) + 1e-6), statistics.Mean.ToString(CultureInfo.InvariantCulture));
    }

    private static bool Makes(string[] recipe, ModelName name)
    {
        int[] seeds = [.. recipe[5].Split("..").Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))];
        return recipe[0] == name.Task.Name && int.Parse(recipe[1], CultureInfo.InvariantCulture) == name.HiddenSize && int.Parse(recipe[2], CultureInfo.InvariantCulture) == name.SequenceLength
            && 1L << int.Parse(recipe[3].AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture) == name.Sequences && name.Seed >= seeds[0] && name.Seed <= seeds[^1];
    }
}
