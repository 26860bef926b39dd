namespace AlgZoo.Evaluation.Tests.Running;

public sealed class ShardTests
{
    [Test]
    public void Shards_are_contiguous_balanced_and_together_the_whole()
    {
        using (Assert.EnterMultipleScope())
        {
            for (int count = 1; count <= SmallRuns.Copies; count++)
            {
                var parts = Enumerable.Range(1, count).Select(index => SmallRuns.Plan().Part(new Shard(index, count))).ToArray();
                Assert.That(parts.SelectMany(Copies), Is.EqualTo(Copies(SmallRuns.Plan())), "in plan order");
                Assert.That(parts.Max(part => part.Cells) - parts.Min(part => part.Cells), Is.AnyOf(0, 4), "balanced to within one copy");
                Assert.That(parts.Select(part => part.Cells), Is.EqualTo(parts.Select(part => (long)Copies(part).Length * 4)));
                Assert.That(parts.Select(part => part.Manifest(default, [], "none").Cells), Is.EqualTo(parts.Select(part => part.Cells)));
            }
        }

        static (string Model, int Draw)[] Copies(RunPlan plan) => [.. plan.NoisyCopies.Select(copy => (copy.Model.Base.Reference, copy.Draw))];
    }

    [Test]
    public void More_shards_than_noisy_copies_are_refused() => Assert.That(
        () => SmallRuns.Plan().Part(new Shard(1, SmallRuns.Copies + 1)),
        Throws.InstanceOf<SuiteException>().With.Message.EqualTo("The run cannot be split into 7 shards: it has 6 noisy copies (models times draws), so that at most 6 shards have something to do."));

    [TestCase("1/1", 1, 1)]
    [TestCase("3/8", 3, 8)]
    public void A_shard_is_read_as_it_is_written(string text, int index, int count)
    {
        Assert.That(Shard.TryParse(text, out var shard));
        Assert.That((shard, shard!.ToString()), Is.EqualTo((new Shard(index, count), text)));
    }

    [TestCase("")]
    [TestCase("1")]
    [TestCase("0/3")]
    [TestCase("4/3")]
    [TestCase("1/0")]
    [TestCase("-1/3")]
    [TestCase("1/3/3")]
    [TestCase("1/9999999999")]
    [TestCase(" 1/3")]
    public void Other_texts_are_no_shards(string text) => Assert.That(Shard.TryParse(text, out _), Is.False);
}
