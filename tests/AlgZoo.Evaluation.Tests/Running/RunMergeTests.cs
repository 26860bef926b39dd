namespace AlgZoo.Evaluation.Tests.Running;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunMergeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Output => _folder.Below("merged");

    public void Dispose() => _folder.Dispose();

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    [TestCase(SmallRuns.Copies)]
    public void Merged_shards_are_the_whole_run(int count)
    {
        var plan = SmallRuns.Plan(estimators: [SmallRuns.Estimator("a"), SmallRuns.Estimator("b", usesAdvice: true)]);
        var executor = new DelegateExecutor(
            (request, token) => DelegateExecutor.Random(request, token),
            job => new AdviceResult(Outcome.Completed, [job.BaseModel == SmallRuns.Models[0].Model ? (byte)1 : (byte)2], ComputeReport.Nothing with { SetUpFlops = 5 }, 0, null));
        SmallRuns.Run(plan, _folder.Below("whole"), executor);
        string[] shards = [.. Enumerable.Range(1, count).Select(index => Shard(plan, index, count, executor))];
        var result = RunMerge.Merge([.. shards.Reverse()], Output);

        var whole = RunDirectory.Read(_folder.Below("whole"));
        var merged = RunDirectory.Read(Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SmallRuns.Scores(Output), Is.EqualTo(SmallRuns.Scores(_folder.Below("whole"))));
            Assert.That(RunDirectory.ToJson(result.Scores), Is.EqualTo(SmallRuns.Scores(Output)));
            Assert.That(merged.Measurements.Select(CellId.Of), Is.EqualTo(whole.Measurements.Select(CellId.Of)), "in plan order");
            Assert.That(ManifestDifference.Between(whole.Manifest, merged.Manifest), Is.Empty);
            Assert.That(merged.Manifest.Shard, Is.Null);
            Assert.That(merged.Manifest.Advice.Select(advice => (advice.Estimator, advice.Model, advice.Sha256)), Is.EqualTo(whole.Manifest.Advice.Select(advice => (advice.Estimator, advice.Model, advice.Sha256))));
            Assert.That(merged.Manifest.Advice.Select(advice => RunDirectory.FindAdvice(Output, advice.Sha256!)), Is.EqualTo(new byte[][] { [1], [2] }));
            Assert.That(SmallRuns.Resume(plan, Output, executor).MeasuredBefore, Is.EqualTo(plan.Cells), "it can be taken for a run that was never split");
        }
    }

    [Test]
    public void All_missing_and_unfinished_shards_are_named()
    {
        string second = Shard(2, 5);
        string fourth = Shard(4, 5);
        SmallRuns.CutBack(fourth, 1);
        Assert.That(Refusal(second, fourth), Is.EqualTo(
            $"The run is not whole. Missing shards: 1/5, 3/5, 5/5; run each with --shard and name its folder. Unfinished shards: 4/5 lacks 3 cells (`algzoo run --resume {fourth}` finishes it)."));
    }

    [Test]
    public void A_shard_that_is_there_twice_is_named_with_both_folders()
    {
        string first = Shard(1, 2);
        string again = Shard(1, 2, name: "again");
        Assert.That(Refusal(first, again, Shard(2, 2)), Is.EqualTo($"The shard 1/2 is there more than once: '{first}', '{again}'; name one of them."));
    }

    [Test]
    public void A_whole_run_is_no_shard()
    {
        SmallRuns.Run(SmallRuns.Plan(), _folder.Below("whole"), new DelegateExecutor(DelegateExecutor.Random));
        Assert.That(Refusal(Shard(1, 2), _folder.Below("whole")), Is.EqualTo($"'{_folder.Below("whole")}' holds a whole run, not a shard; name the folders that `algzoo run --shard i/n` wrote."));
    }

    [Test]
    public void Shards_of_different_runs_are_refused_with_every_difference()
    {
        string first = Shard(1, 3);
        string second = Shard(2, 3, SmallRuns.Plan(SmallRuns.Suite with { Seed = 7, Budgets = [100, 1000, 10_000] }));
        string third = Shard(3, 4, SmallRuns.Plan(estimators: [SmallRuns.Estimator("a", sha256: "11"), SmallRuns.Estimator("b")]));
        Assert.That(Refusal(first, second, third), Is.EqualTo(
            $"The shards are not of one run; different from '{first}': '{second}' (seed was 1, is 7; budget 10000 added), '{third}' (shard was 1/3, is 1/4; plugin of a changed (SHA-256 was 00, is 11)). "
            + "Run these shards again with the suite, plugins and version of the others."));
    }

    [Test]
    public void Shards_may_come_from_different_machines_on_different_days()
    {
        string[] shards = [Shard(1, 2), Shard(2, 2)];
        using (var directory = RunDirectory.Resume(shards[1]))
        {
            directory.Write(directory.Before!.Manifest with { Machine = new ManifestMachine("other", "Arm64", 96, ".NET 10.1"), Started = DateTimeOffset.UnixEpoch });
        }

        Assert.That(RunMerge.Merge(shards, Output).Manifest.Started, Is.EqualTo(DateTimeOffset.UnixEpoch));
    }

    [Test]
    public void The_whole_took_as_long_as_its_shards_together()
    {
        string[] shards = [Shard(1, 2), Shard(2, 2)];
        double[] seconds = [.. shards.Select(shard => RunDirectory.Read(shard).Manifest.Seconds!.Value)];

        Assert.That(RunMerge.Merge(shards, Output).Manifest.Seconds, Is.EqualTo(seconds[0] + seconds[1]).And.Positive);
    }

    [Test]
    public void A_folder_that_holds_a_run_is_not_overwritten()
    {
        string[] shards = [Shard(1, 2), Shard(2, 2)];
        Assert.That(() => RunMerge.Merge(shards, shards[0]), Throws.InstanceOf<IOException>().With.Message.Contains("already holds a run"));
        Assert.That(RunDirectory.Read(shards[0]).Manifest.Shard, Is.EqualTo(new Shard(1, 2)));
    }

    private string Refusal(params string[] folders)
    {
        string message = Assert.Throws<RunDirectoryException>(() => RunMerge.Merge(folders, Output))!.Message;
        Assert.That(Directory.Exists(Output), Is.False, "nothing was written");
        return message;
    }

    private string Shard(int index, int count, RunPlan? plan = null, string? name = null) => Shard(plan ?? SmallRuns.Plan(), index, count, new DelegateExecutor(DelegateExecutor.Random), name);

    private string Shard(RunPlan plan, int index, int count, ICellExecutor executor, string? name = null)
    {
        string folder = _folder.Below(name ?? FormattableString.Invariant($"shard-{index}"));
        SmallRuns.Run(plan.Part(new Shard(index, count)), folder, executor);
        return folder;
    }
}
