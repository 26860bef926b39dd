namespace AlgZoo.Evaluation.Tests.Inspection;

internal sealed class ModelInspectorTests
{
    [Test]
    public void Every_block_is_taken_once_in_the_same_order()
    {
        ulong[] Blocks(long samples) => [.. ShardedPass.Run(samples, () => new BlockList(), CancellationToken.None).Blocks];
        ulong[] first = Blocks((40 * ShardedPass.BlockSize) - 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Order(), Is.EqualTo(Enumerable.Range(0, 40).Select(block => (ulong)block)));
            Assert.That(Blocks(40 * ShardedPass.BlockSize), Is.EqualTo(first));
            Assert.That(Blocks(1), Is.EqualTo(new ulong[] { 0 }));
        }
    }

    [Test]
    public void Cancellation_stops_it()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.That(() => ModelInspector.Inspect(InspectionModels.AlwaysFirst(3), SequenceTask.Argmax, 1L << 50, seed: 1, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Sections_are_those_of_the_architecture()
    {
        var rnn = ModelInspector.Inspect(InspectionModels.Random(3, 4, 1, seed: 1), SequenceTask.Median, 1, seed: 1);
        var transformer = ModelInspector.Inspect(TestModels.Transformer3, SequenceTask.LongestCycle, 1, seed: 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((rnn.Score.Samples, rnn.CrossEntropy, rnn.Attention), Is.EqualTo((4096L, (SampledMean?)null, (AttentionPatterns?)null)));
            Assert.That(rnn.Recurrence!.HomogeneityError, Is.LessThan(1e-5));
            Assert.That(rnn.ByTargetPosition, Is.Empty);
            Assert.That(rnn.ByLargestPair, Has.Count.EqualTo(12));
            Assert.That(transformer.Recurrence, Is.Null);
            Assert.That(transformer.ByLargestPair, Is.Empty);
            Assert.That(transformer.Attention!.Layers, Has.Count.EqualTo(1));
            Assert.That(transformer.CrossEntropy, Is.Not.Null);
            Assert.That(transformer.PrefixIndices.Indices, Has.Count.EqualTo(2));
        }
    }

    private sealed class BlockList : ITally<BlockList>
    {
        public List<ulong> Blocks { get; } = [];

        public void AddBlock(ulong block) => Blocks.Add(block);

        public void Add(BlockList other) => Blocks.AddRange(other.Blocks);
    }
}
