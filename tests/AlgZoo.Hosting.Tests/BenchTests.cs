using AlgZoo.Evaluation;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Hosting.Tests;

public sealed class BenchTests
{
    private PluginFolder _plugins = null!;
    private DirectoryInfo _output = null!;
    private ServiceProvider _provider = null!;

    [SetUp]
    public void SetUp()
    {
        _plugins = PluginFolder.With("Sound");
        _output = Directory.CreateTempSubdirectory("algzoo-bench-");
        _provider = new ServiceCollection().AddAlgZoo(options =>
        {
            options.SearchUsualFolders = false;
            options.PluginFolders.Add(_plugins.Root);
            options.CacheFolder = Path.Combine(_output.FullName, "cache");
        }).BuildServiceProvider();
    }

    [TearDown]
    public void TearDown()
    {
        _provider.Dispose();
        _plugins.Dispose();
        _output.Delete(recursive: true);
    }

    [Test]
    public void A_suite_runs_from_plugins_to_scores()
    {
        var bench = _provider.GetRequiredService<AlgZoo.Hosting.Bench>();
        string folder = Path.Combine(_output.FullName, "run");

        var result = bench.Run(bench.Plan(Suite("handcrafted:10")), folder);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Measurements, Has.Count.EqualTo(4).And.All.Property(nameof(Measurement.Outcome)).EqualTo(Outcome.Completed));
            Assert.That(result.Scores.Headline.Select(headline => headline.Estimator), Is.EquivalentTo(["sound-advised", "sound-constant"]));
            Assert.That(result.Manifest.Advice.Single().Bytes, Is.EqualTo(2));
            Assert.That(File.ReadAllLines(Path.Combine(folder, "measurements.jsonl")), Has.Length.EqualTo(4));
            Assert.That(File.ReadAllBytes(Path.Combine(folder, "scores.json")), Is.EqualTo(RunDirectory.ToJson(result.Scores)));
            Assert.That(Directory.EnumerateFiles(Path.Combine(_output.FullName, "cache", "truth")), Has.Exactly(2).Items, "one ground truth per draw is remembered");
        }
    }

    [Test]
    public void The_first_alternative_that_can_be_loaded_is_taken_and_said()
    {
        var bench = _provider.GetRequiredService<AlgZoo.Hosting.Bench>();
        var notes = new List<string>();

        var plan = bench.Plan(Suite("zoo:example_2nd_argmax", "handcrafted:2"), modelSkipped: notes.Add);

        Assert.That(plan.Models.Single().Base.Reference, Is.EqualTo("handcrafted:2"));
        Assert.That(notes.Single(), Does.Contain("zoo:example_2nd_argmax").And.EndsWith("Taking handcrafted:2 instead."));
    }

    [Test]
    public void A_model_without_alternative_that_cannot_be_loaded_is_an_error() =>
        Assert.That(() => _provider.GetRequiredService<AlgZoo.Hosting.Bench>().Plan(Suite("zoo:2nd_argmax_2_2")), Throws.InstanceOf<ModelReferenceException>());

    private static Suite Suite(params string[] alternatives) => new()
    {
        Name = "test",
        Models = [new ModelChoice(alternatives)],
        Noise = NoiseSpecification.Fixed(new WeightNoise(WeightNoiseKind.Relative, 0.1)),
        Draws = 2,
        Budgets = [100],
        TruthSamples = 1000,
        Estimators = ["sound-constant", "sound-advised"],
    };
}
