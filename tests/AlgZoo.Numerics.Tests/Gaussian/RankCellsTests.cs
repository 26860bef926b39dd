using AlgZoo.Numerics;

namespace AlgZoo.Tests.Numerics;

public sealed class RankCellsTests
{
    private static readonly TestCaseData[] Tasks =
    [
        new(SequenceTask.SecondArgmax, 2, 2), new(SequenceTask.SecondArgmax, 3, 6), new(SequenceTask.SecondArgmax, 6, 30),
        new(SequenceTask.Argmax, 1, 1), new(SequenceTask.Argmax, 5, 5),
        new(SequenceTask.Argmedian, 3, 6), new(SequenceTask.Argmedian, 6, 60),
        new(SequenceTask.Median, 1, 1), new(SequenceTask.Median, 2, 1), new(SequenceTask.Median, 5, 30), new(SequenceTask.Median, 6, 90),
    ];

    [TestCaseSource(nameof(Tasks))]
    public void Cells_are_distinct_and_as_many_as_stated(SequenceTask task, int length, int count)
    {
        var cells = RankCells.For(task, length)!;
        var keys = cells.Enumerate().Select(cell => string.Concat(cell)).ToList();
        Assert.That(cells.Count, Is.EqualTo(count));
        Assert.That(keys, Has.Count.EqualTo(count));
        Assert.That(keys, Is.Unique);
    }

    [TestCaseSource(nameof(Tasks))]
    public void Moments_average_to_those_of_independent_gaussians(SequenceTask task, int length, int count)
    {
        var cells = RankCells.For(task, length)!;
        double mean = 0, square = 0, product = 0;
        foreach (int[] cell in cells.Enumerate())
        {
            int last = cell[^1];
            mean += cells.Mean(cell[0]) / count;
            square += (cells.Variance(cell[0]) + (cells.Mean(cell[0]) * cells.Mean(cell[0]))) / count;
            product += length == 1 ? 0 : (cells.Covariance(cell[0], last) + (cells.Mean(cell[0]) * cells.Mean(last))) / count;
        }

        Assert.That(mean, Is.EqualTo(0).Within(1e-11));
        Assert.That(square, Is.EqualTo(1).Within(1e-11));
        Assert.That(product, Is.EqualTo(0).Within(1e-11));
    }

    // 400,000 sequences, each reordered into the first cell; 4.5 standard errors on each of at most 12 moments: false-alarm rate below 1e-4 a case.
    [TestCaseSource(nameof(Tasks))]
    public void Moments_agree_with_sampled_sequences(SequenceTask task, int length, int count)
    {
        const int Samples = 400_000;
        var cells = RankCells.For(task, length)!;
        int[] cell = cells.Enumerate().First();
        Assert.That(cells.Count, Is.EqualTo(count));
        var random = new RandomStream(RandomAddress.Root(11).Child(task.Name).Child((ulong)length));
        var values = new float[length];
        var means = Enumerable.Range(0, length).Select(_ => new RunningMean()).ToArray();
        var firstTimesLast = new RunningMean();
        for (int i = 0; i < Samples; i++)
        {
            random.FillGaussian(values);
            Array.Sort(values);
            ShuffleWithinBlocks(values, cell, random);
            for (int position = 0; position < length; position++)
            {
                means[position].Add(values[position]);
            }

            firstTimesLast.Add(values[0] * values[^1]);
        }

        for (int position = 0; position < length; position++)
        {
            double variance = cells.Variance(cell[position]);
            Assert.That(means[position].Mean, Is.EqualTo(cells.Mean(cell[position])).Within(4.5 * means[position].StandardError!.Value));
            Assert.That(means[position].Variance, Is.EqualTo(variance).Within(4.5 * 2 * variance / Math.Sqrt(Samples)));
        }

        double product = length == 1 ? 1 : cells.Covariance(cell[0], cell[^1]) + (cells.Mean(cell[0]) * cells.Mean(cell[^1]));
        Assert.That(firstTimesLast.Mean, Is.EqualTo(product).Within(4.5 * firstTimesLast.StandardError!.Value));
    }

    [Test]
    public void The_target_block_holds_the_label()
    {
        var random = new RandomStream(RandomAddress.Root(3));
        foreach (var task in new[] { SequenceTask.SecondArgmax, SequenceTask.Argmax, SequenceTask.Argmedian })
        {
            var cells = RankCells.For(task, 5)!;
            foreach (int[] cell in cells.Enumerate())
            {
                // Any values that increase with the block belong to the cell.
                float[] values = [.. cell.Select(block => block + (0.9f * (float)random.NextDouble()))];
                Assert.That(cell[task.Label(values)], Is.EqualTo(cells.TargetBlock));
                Assert.That(cells.Size(cells.TargetBlock), Is.EqualTo(1));
            }
        }
    }

    [TestCase("2nd_argmax", 2)]
    [TestCase("2nd_argmax", 6)]
    [TestCase("argmax", 4)]
    [TestCase("argmedian", 7)]
    [TestCase("median", 6)]
    public void Beginnings_are_counted_as_listing_the_cells_counts_them(string taskName, int length)
    {
        Assert.That(SequenceTask.TryParse(taskName, out var task));
        var cells = RankCells.For(task!, length)!;
        var beginnings = cells.Enumerate().SelectMany(cell => Enumerable.Range(1, length).Select(count => string.Concat(cell.Take(count)))).ToHashSet();
        int open = beginnings.Sum(beginning => Enumerable.Range(0, cells.BlockCount).Count(block => beginning.Count(c => c == (char)('0' + block)) < cells.Size(block)));

        Assert.That(cells.CountPrefixes(), Is.EqualTo(((long)beginnings.Count, (long)open)));
    }

    [Test]
    public void Tasks_without_ranks_and_too_many_cells_have_none()
    {
        Assert.That(RankCells.For(SequenceTask.LongestCycle, 4), Is.Null);
        Assert.That(RankCells.For(SequenceTask.Argoutlier, 4), Is.Null);
        Assert.That(RankCells.For(SequenceTask.Argmedian, 101), Is.Null);
        Assert.That(RankCells.For(SequenceTask.SecondArgmax, 1), Is.Null);
    }

    private static void ShuffleWithinBlocks(float[] values, int[] cell, RandomStream random)
    {
        for (int start = 0; start < cell.Length;)
        {
            int end = Array.LastIndexOf(cell, cell[start]) + 1;
            for (int i = end - 1; i > start; i--)
            {
                int other = start + random.NextInt32(i - start + 1);
                (values[i], values[other]) = (values[other], values[i]);
            }

            start = end;
        }
    }
}
