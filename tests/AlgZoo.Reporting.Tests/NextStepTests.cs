using AlgZoo.Evaluation;

namespace AlgZoo.Reporting.Tests;

public sealed class NextStepTests
{
    [Test]
    public void An_incomplete_run_is_continued_first()
    {
        var steps = Steps(SampleRuns.Small with { Measurements = [.. SampleRuns.Small.Measurements.Take(100)] });

        Assert.That(steps[0], Is.EqualTo(new NextStep("algzoo run --resume 'runs/a b'", "to run 380 missing cells")));
        Assert.That(steps.Select(step => step.Command), Has.None.Contains("--draws 16"), "first the cells that are missing");
    }

    [Test]
    public void A_failed_cell_is_run_again_with_everything_that_decides_it()
    {
        var steps = Steps(SampleRuns.Small);

        Assert.That(steps[0].Command, Does.StartWith("algzoo run --model trained:2nd_argmax_16_10 --estimator '<b>&odd' ").And.Contains(" --noise auto:0.1 ").And.Contains(" --draws 1 ").And.Contains(" --budget 1000000 ").And.Contains(" --seed 7 ").And.EndsWith(" --isolation none --verbose"));
    }

    [Test]
    public void A_cell_whose_process_ended_is_not_run_inside_the_command()
    {
        var crashed = SampleRuns.Small.Measurements.Select(cell => cell.Outcome == Outcome.Faulted ? cell with { Outcome = Outcome.Crashed } : cell);

        Assert.That(Steps(SampleRuns.Small with { Measurements = [.. crashed] })[0].Command, Does.EndWith(" --verbose").And.Not.Contains("--isolation"));
    }

    [Test]
    public void More_noisy_copies_are_asked_for_only_where_they_could_decide_something()
    {
        Assert.That(Steps(SampleRuns.Small).Select(step => step.Command), Has.Some.EqualTo("algzoo run --resume 'runs/a b' --draws 16 --accept-changes"));
        Assert.That(Steps(SampleRuns.Large(8, 4, 64)).Select(step => step.Command), Has.None.Contains("--draws"));
    }

    [Test]
    public void A_leaderboard_is_not_run()
    {
        var manifest = SampleRuns.Small.Manifest;
        var source = new ManifestSource("runs/a", manifest.Version, manifest.Started, manifest.Machine, [.. manifest.Estimators.Select(estimator => estimator.Id)]);

        Assert.That(Steps(SampleRuns.Small with { Manifest = manifest with { Sources = [source] } }).Select(step => step.Command), Has.Exactly(2).Items.And.None.StartsWith("algzoo run"));
    }

    [Test]
    public void A_finished_shard_is_merged() =>
        Assert.That(
            Steps(SampleRuns.Small with { Manifest = SampleRuns.Small.Manifest with { Shard = new Shard(1, 2), Draws = 16 } })[0],
            Is.EqualTo(new NextStep("algzoo merge 'runs/a b' ... --out DIR", "to join all 2 shards")));

    [Test]
    public void A_run_that_went_well_is_looked_at_and_compared() =>
        Assert.That(Steps(SampleRuns.Large(8, 4, 64)).Select(step => step.Command), Is.EqualTo(new[] { $"'{Path.Combine("runs/a b", "report.html")}'", "algzoo compare 'runs/a b' OTHER" }));

    private static NextStep[] Steps(RunRecord run) => [.. NextStep.Of(RunReport.Of(run), "runs/a b")];
}
