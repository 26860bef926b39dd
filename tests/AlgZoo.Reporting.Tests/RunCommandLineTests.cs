using AlgZoo.Evaluation;

namespace AlgZoo.Reporting.Tests;

public sealed class RunCommandLineTests
{
    [Test]
    public void A_suite_that_ships_is_named_with_its_seed() => Assert.That(RunCommandLine.Of(AsSuite("quick")), Is.EqualTo("algzoo run quick --seed 1"));

    [Test]
    public void Options_that_differ_from_the_suite_are_given()
    {
        var manifest = AsSuite("quick") with { Draws = 8, Seed = 42, Budgets = [1000, 20_000], Noise = "relative:0.02", TruthSamples = null, TimeLimitSeconds = 2.5, Shard = new Shard(2, 3) };

        Assert.That(RunCommandLine.Of(manifest), Is.EqualTo("algzoo run quick --noise relative:0.02 --draws 8 --budget 1000,20000 --truth-samples auto --seed 42 --time-limit 2.5 --shard 2/3"));
    }

    [Test]
    public void Other_models_are_given_in_quotes_where_a_shell_needs_them()
    {
        var manifest = AsSuite("challenge");

        Assert.That(
            RunCommandLine.Of(manifest with { Models = [manifest.Models[0] with { Reference = "./my model's.pth" }, manifest.Models[0]] }),
            Is.EqualTo("""algzoo run challenge --model './my model'\''s.pth' --model zoo:example_2nd_argmax --seed 1"""));
    }

    [Test]
    public void A_suite_of_a_file_is_given_in_full()
    {
        string command = RunCommandLine.Of(SampleRuns.Small.Manifest);

        Assert.That(command, Does.StartWith("algzoo run --model trained:2nd_argmax_16_10 --model handcrafted:3 --estimator '<b>&odd' --estimator base-accuracy "));
        Assert.That(command, Does.EndWith(" --noise auto:0.1 --draws 8 --budget 10000,100000,1000000 --truth-samples 4000000 --seed 7"));
    }

    private static RunManifest AsSuite(string name)
    {
        var suite = BuiltInSuites.Get(name);
        var sample = SampleRuns.Small.Manifest;
        return sample with
        {
            Suite = name,
            Estimators = [sample.Estimators.Single(estimator => estimator.Id == "sobol")],
            Noise = suite.Noise.ToString(),
            Draws = suite.Draws,
            Budgets = suite.Budgets,
            TruthSamples = suite.TruthSamples,
            Seed = suite.Seed,
            Models = [.. suite.Models.Select(model => sample.Models[0] with { Reference = model.References[0] })],
        };
    }
}
