using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Reporting.Tests;

public sealed class ConsoleComparisonTableTests
{
    [Test]
    public void Every_change_has_its_words()
    {
        string text = Render(Changed(), 80);

        Assert.That(text, Does.StartWith("before: runs/a\nafter:  runs/b\nWhat differs: framework version was 1.2.3+0123456789abcdef, is 2.\nPaired on the same 16 noisy copies of 2 models.\n"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Match(@"(?m)^ *sobol +all +same$"));
            Assert.That(text, Does.Match(@"(?m)^ *monte-carlo +1e4 +[0-9.]+ +[0-9.]+ +0\.25 +worse$"));
            Assert.That(text, Does.Match(@"(?m)^ *order-sobol +1e4 +[0-9.]+ +[0-9.]+ +1\.85 +better\n +1e5 +[0-9.]+ +[0-9.]+ +2\.00 +better$"));
            Assert.That(text, Does.Match(@"(?m)^ +all +1\.95 +better$"));
            Assert.That(text, Does.Match(@"(?m)^ *explicit-ranks +all +declined after$"));
            Assert.That(text, Does.Match(@"(?m)^ *margin-network +all +metered less before$"));
            Assert.That(text, Does.Contain("order-sobol spends 0.50 times the FLOPs at 1e4, 1e5, 1e6.\n"));
            Assert.That(text, Does.Contain("explicit-ranks has no comparable answer any more in 6 cases of model and budget.\n"));
            Assert.That(text, Does.Contain("Worse beyond chance (at most 1% false alarms for all estimators together):\nexplicit-ranks, monte-carlo.\n"));
            Assert.That(text, Does.Contain("Of 4 lines with an interval about 0.2 are marked better or worse by chance"));
        }
    }

    [Test]
    public void Eighty_columns_are_enough() => Assert.That(Render(Changed(), 80).Split('\n').Select(line => line.Length), Is.All.LessThanOrEqualTo(80));

    [Test]
    [SetCulture("de-DE")]
    public void The_culture_does_not_matter() => Assert.That(Render(Changed(), 120), Does.Contain("0.25").And.Not.Contains("0,25"));

    [Test]
    public void Copies_that_are_not_the_same_are_named()
    {
        var run = SampleRuns.Small;
        string unpaired = Render(RunComparison.Of(run, run with { Manifest = run.Manifest with { Seed = 8 } }), 120);
        string other = Render(RunComparison.Of(run, run with { Manifest = run.Manifest with { Models = [.. run.Manifest.Models.Select(model => model with { TruthSamples = 9 })] } }), 160);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unpaired, Does.Contain("\nNot paired, on 16 noisy copies of 2 models: the seeds differ.\n"));
            Assert.That(other, Does.Contain("Not comparable on trained:2nd_argmax_16_10: its truth was sampled from 4000000 sequences and is sampled from 9 sequences.\n"));
            Assert.That(other, Does.Contain("\nPaired on the same 8 noisy copies of handcrafted:3.\n"), "its truth is exact");
            Assert.That(other, Does.Match(@"(?m)^ *explicit-ranks +all +same$"));
        }
    }

    // order-sobol's half budget of 1e4 does not pay for one sample of the larger model, so that less is saved there. Two estimators with other errors or costs, one that declines, and one that is metered in full from now on.
    private static RunComparison Changed()
    {
        var before = SampleRuns.Small;
        var after = new RunRecord(before.Manifest with { Version = "2" }, [.. before.Measurements.Select(cell => cell switch
        {
            { Estimator: "monte-carlo" } => cell with { Value = cell.Truth + (2 * (cell.Value - cell.Truth)) },
            { Estimator: "order-sobol" } => cell with { Flops = cell.Flops / 2 },
            { Estimator: "explicit-ranks" } => cell with { Outcome = Outcome.NotSupported, Value = null, Flops = 0 },
            { Estimator: "margin-network" } => cell with { Metering = MeteringGrade.Full },
            _ => cell,
        })]);
        return RunComparison.Of(before, after);
    }

    private static string Render(RunComparison comparison, int width)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        ConsoleComparisonTable.Write(console, comparison, "runs/a", "runs/b");
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
