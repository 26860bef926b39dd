using System.Globalization;
using AlgZoo.Numerics;

namespace AlgZoo.Zoo.Tests.Catalogue;

public class TrainedModelsTests
{
    private static readonly ModelLibrary Library = new("no-such-folder");

    private static IEnumerable<string> Names => TrainedModels.All.Select(model => model.Name);

    [TestCase("2nd_argmax_16_10", "2nd_argmax_16_10_268435456_1")]
    [TestCase("2nd_argmax_4_3", "2nd_argmax_4_3_67108864_3")]
    [TestCase("2nd_argmax_2_2", "2nd_argmax_2_2_268435456_2")]
    [TestCase("argmedian_8_5", "argmedian_8_5_67108864_0")]
    [TestCase("median_8_5", "median_8_5_67108864_0")]
    public void A_size_is_its_best_seed(string size, string best)
    {
        var loaded = Library.Load("trained:" + size);

        Assert.That(loaded.Model.Tensors.SelectMany(tensor => tensor.Values.ToArray()), Is.EqualTo(Library.Load("trained:" + best).Model.Tensors.SelectMany(tensor => tensor.Values.ToArray())));
    }

    // 46 models at 5 standard errors (those of the recorded score, from at least as many sequences, included as an equal share): false alarm below 3e-5.
    [TestCaseSource(nameof(Names))]
    public void Recorded_scores_are_right(string name)
    {
        var trained = TrainedModels.Get(name);
        var statistics = ModelSampler.Sample(trained.Model, trained.Task, trained.Task.DefaultQuantity, 1 << 20, RandomAddress.Root(1).Child(name));

        Assert.That(statistics.Mean, Is.EqualTo(trained.Score).Within((5 * Math.Sqrt(2) * statistics.StandardError) + 1e-6), statistics.Mean.ToString(CultureInfo.InvariantCulture));
    }

    [Test]
    public void Forty_six_models_ship() => Assert.That(TrainedModels.All, Has.Count.EqualTo(46));
}
