using static AlgZoo.Evaluation.Tests.Scoring.TestRuns;

namespace AlgZoo.Evaluation.Tests.Comparison;

public sealed class LeaderboardTests
{
    private static readonly long[] Budgets = [1000, 10_000];

    [Test]
    public void Runs_of_different_estimators_are_scored_as_one_run()
    {
        string[] all = ["a", "b", "c"];
        var together = Run(all, seed: 3);
        RunRecord[] apart = [.. all.Reverse().Select(id => Run([id], seed: 3))];

        var board = Leaderboard.Of([.. apart.Select((run, i) => ($"run-{i}", run))]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(RunDirectory.ToJson(Scorer.Score(board.Manifest, board.Measurements)), Is.EqualTo(RunDirectory.ToJson(Scorer.Score(together.Manifest, together.Measurements))));
            Assert.That(board.Manifest.Estimators.Select(estimator => estimator.Id), Is.EqualTo(all));
            Assert.That(board.Manifest.Sources!.Select(source => (source.Folder, source.Estimators.Single())), Is.EqualTo(new[] { ("run-0", "c"), ("run-1", "b"), ("run-2", "a") }));
        }
    }

    [Test]
    public void A_plugin_in_several_runs_is_taken_once()
    {
        var board = Leaderboard.Of([("x", Run(["a", "b"], seed: 3)), ("y", Run(["a"], seed: 3))]);

        Assert.That(board.Manifest.Estimators.Select(estimator => estimator.Id), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(board.Measurements, Has.Count.EqualTo(2 * 2 * 8));
        Assert.That(board.Manifest.Sources!.Select(source => string.Join(' ', source.Estimators)), Is.EqualTo(new[] { "a b", "a" }));
    }

    [Test]
    public void Other_plugins_of_one_id_are_told_apart_by_their_folders()
    {
        var (first, second, third) = (Run(["a"], seed: 3), Hashed(Run(["a"], seed: 4), "01"), Hashed(Run(["a"], seed: 5), "02"));

        var board = Leaderboard.Of([("runs/x/today", first), ("runs/y/today", second), ("runs/z", third), ("runs/w", first)]);

        Assert.That(board.Manifest.Estimators.Select(estimator => estimator.Id), Is.EqualTo(new[] { "a@runs/z", "a@x/today", "a@y/today" }));
        Assert.That(board.Manifest.Sources!.Select(source => source.Estimators.Single()), Is.EqualTo(new[] { "a@x/today", "a@y/today", "a@runs/z", "a@x/today" }));
    }

    [Test]
    public void A_plugin_that_does_not_reproduce_is_refused_with_its_cell()
    {
        var run = Run(["a"], seed: 3);
        var other = run with { Measurements = [.. run.Measurements.Select(cell => cell is { Draw: 5, Budget: 10_000 } ? cell with { Flops = cell.Flops + 1 } : cell)] };

        Assert.That(() => Leaderboard.Of([("x", run), ("y", other)]), Throws.TypeOf<RunDirectoryException>().With.Message.Match(
            @"^The same plugin of a measured different things at 10000 FLOPs on m, draw 5: 0\.\d+ for 10000 FLOPs in 'x', 0\.\d+ for 10001 FLOPs in 'y'\. It does not reproduce its results; leave one of the folders out\.$"));
    }

    [Test]
    public void Everything_that_scores_depend_on_must_be_the_same_and_is_named()
    {
        var run = Run(["a"], seed: 3);
        var manifest = run.Manifest;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Refusal(run, run with { Manifest = manifest with { Suite = "other", Seed = 9, Models = [manifest.Models[0] with { Sigma = 0.2, Quantity = "cross-entropy", TruthSamples = 7 }] } }), Is.EqualTo(
                "The runs do not belong into one table; different from 'x': 'y' (suite was test, is other; seed was 1, is 9; quantity of m was accuracy, is cross-entropy; truth samples of m was 1000, is 7; calibrated sigma of m was 0.1, is 0.2). "
                + "Run these again with the suite and options of the first."));
            Assert.That(Refusal(run, run with { Manifest = manifest with { Models = [manifest.Models[0] with { Fingerprint = "other" }] } }), Does.Contain("'y' (weights or task of m changed)"));
            Assert.That(Refusal(run, run with { Manifest = manifest with { Models = [manifest.Models[0] with { SamplingOperations = OperationCounts.Of((OperationClass.AddSingle, 50)) }] } }), Does.Contain("'y' (one sample of m cost 100, costs 50 FLOPs)"));
            Assert.That(Refusal(run, run.PricedBy(PriceTable.Whest)), Is.EqualTo("The runs do not belong into one table; different from 'x': 'y' (price table was default-1, is whest-0.12). Price them alike with --price-table."));
            Assert.That(Refusal(run, run with { Measurements = [.. run.Measurements.Select(cell => cell.Draw == 2 ? cell with { Truth = 0.91 } : cell)] }), Does.Contain("the truth of m, draw 2 is 0.9 in 'x' and 0.91 in 'y'"));
            Assert.That(Refusal(run, run with { Measurements = [.. run.Measurements.Skip(3)] }), Is.EqualTo("A leaderboard is made of whole runs: 'y' lacks 3 cells (`algzoo run --resume y` finishes it)."));
            Assert.That(Refusal(run with { Manifest = manifest with { Shard = new Shard(1, 2) } }, run), Does.Contain("'x' is shard 1/2 (`algzoo merge` joins shards)"));
        }
    }

    [Test]
    public void Versions_machines_and_limits_may_differ()
    {
        var run = Run(["a"], seed: 3);
        var other = Run(["b"], seed: 3);
        var board = Leaderboard.Of([("x", run), ("y", other with { Manifest = other.Manifest with { Version = "later", TimeLimitSeconds = 9, Machine = new ManifestMachine("b", "b", 2, "b") } })]);

        Assert.That(board.Manifest.Sources!.Select(source => source.Version), Is.EqualTo(new[] { "test", "later" }));
    }

    [Test]
    public void A_leaderboard_is_written_as_a_run_that_can_be_read_and_put_together_again()
    {
        using var folder = new TemporaryFolder();
        var board = Leaderboard.Of([("x", Run(["a"], seed: 3)), ("y", Hashed(Run(["a"], seed: 4), "01"))]);

        Leaderboard.Write(board, folder.Below("board"));

        var read = RunDirectory.Read(folder.Below("board"));
        Assert.That(read.Measurements.Select(cell => (cell.Estimator, cell.Value)), Is.EqualTo(board.Measurements.Select(cell => (cell.Estimator, cell.Value))));
        Assert.That(read.Manifest.Sources!.Select(source => source.Folder), Is.EqualTo(new[] { "x", "y" }));
        Assert.That(Leaderboard.Of([("board", read), ("z", Run(["b"], seed: 3))]).Manifest.Estimators.Select(estimator => estimator.Id), Is.EqualTo(new[] { "a@x", "a@y", "b" }));
    }

    private static string Refusal(RunRecord first, RunRecord second) => Assert.Throws<RunDirectoryException>(() => Leaderboard.Of([("x", first), ("y", second)]))!.Message;

    private static RunRecord Hashed(RunRecord run, string sha256) => run with { Manifest = run.Manifest with { Estimators = [.. run.Manifest.Estimators.Select(estimator => estimator with { Sha256 = sha256 })] } };

    private static RunRecord Run(string[] estimators, ulong seed)
    {
        var manifest = Manifest(["m"], estimators, Budgets, 8);
        return new RunRecord(manifest, [.. estimators.SelectMany(estimator => Budgets.SelectMany((budget, i) => Gaussian(estimator, 8, budget, 1, seed + (ulong)i)))]);
    }
}
