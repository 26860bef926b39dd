using AlgZoo.Exact;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Exact;

public sealed class DesignQuadratureTests
{
    private static readonly SequenceTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax, SequenceTask.Median];

    // Its own count, an upper bound of what is metered, keeps every budget from the least on.
    [Test]
    public void No_budget_is_exceeded() =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7), Prop.ForAll(Gen.Choose(1, 1 << 30).ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), Gen.Choose(0, 400_000).ToArbitrary(), (seed, which, surplus) =>
        {
            var task = Tasks[which];
            int n = 3 + (seed % 17);
            var model = RandomRnn(1 + (seed % 9), n, task.OutputSize(n), (ulong)seed);
            long budget = DesignQuadrature.LeastBudget(model, task) + surplus;
            var quadrature = new DesignQuadrature(model, task);
            double mean = quadrature.LargestMean(budget, CancellationToken.None).Value;
            return quadrature.Flops <= budget && mean >= 0 && (task is RegressionTask || mean <= 1);
        }));

    // Only the answer's position matters, and every rank is at every position equally often: all positions before the last have the same probability, and with that of the last they sum to one.
    [Test]
    public void A_constant_answer_is_right_as_often_as_its_share([ValueSource(nameof(Classifications))] SequenceTask task, [Values(3, 7, 10, 11, 13)] int length, [Values(1, 8, 24)] int blocks)
    {
        double[] means =
        [
            .. Enumerable.Range(0, length).Select(answer =>
            {
                float[] output = new float[2 * length];
                output[2 * answer] = 1;
                output[(2 * answer) + 1] = 1;
                var quadrature = new DesignQuadrature(ReluRnn.Create(length, [1, -1], new float[4], output), task);
                return quadrature.Mean(new BalancedDesign(length - 1, BalancedDesign.LargestBlocks(length - 1, blocks)), length - 1, long.MaxValue, CancellationToken.None).Value;
            }),
        ];
        Assert.That(means.Take(length - 1), Is.All.EqualTo(means[0]).Within(1e-9));

        // Switches beyond six standard deviations are left out.
        Assert.That(means.Sum(), Is.EqualTo(1).Within(1e-7));
    }

    [Test]
    public void With_all_ranks_explicit_the_number_does_not_matter()
    {
        var model = RandomRnn(5, 6, 6, seed: 3);
        double Mean(int? explicitRanks) => new DesignQuadrature(model, SequenceTask.Argmedian, explicitRanks).LargestMean(500_000, CancellationToken.None).Value;
        Assert.That(Mean(5), Is.EqualTo(Mean(null)));
        Assert.That(Mean(18), Is.EqualTo(Mean(null)));
        Assert.That(Mean(2), Is.Not.EqualTo(Mean(null)));
    }

    [Test]
    public void A_budget_that_ends_early_leaves_the_mean_of_the_first_cases()
    {
        var model = RandomRnn(4, 5, 5, seed: 4);
        var quadrature = new DesignQuadrature(model, SequenceTask.SecondArgmax);
        var mean = quadrature.Mean(new BalancedDesign(4, 64), 4, 100_000, CancellationToken.None);
        Assert.That(mean.Cases, Is.InRange(10, 255));
        Assert.That(quadrature.Flops, Is.LessThanOrEqualTo(100_000));
        Assert.That(mean.ToString(), Does.StartWith($"{mean.Cases} cases"));
    }

    [Test]
    public void Other_tasks_and_lengths_are_refused()
    {
        Assert.That(() => new DesignQuadrature(RandomRnn(2, 2, 2, seed: 1), SequenceTask.Argmax), Throws.ArgumentException.With.Message.Contains("3 to 19"));
        Assert.That(DesignQuadrature.Covers(RandomRnn(2, 20, 20, seed: 1), SequenceTask.Argmax), Is.False);
        Assert.That(DesignQuadrature.Covers(RandomRnn(2, 5, 5, seed: 1), SequenceTask.Argoutlier), Is.False);
    }

    [Test]
    public void A_cancelled_integration_ends()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.That(() => new DesignQuadrature(RandomRnn(2, 4, 4, seed: 1), SequenceTask.Argmax).LargestMean(1_000_000, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static IEnumerable<SequenceTask> Classifications => Tasks.OfType<ClassificationTask>();

    private static ReluRnn RandomRnn(int hiddenSize, int length, int outputs, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("weights"));
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        return ReluRnn.Create(length, Draw(hiddenSize), Draw(hiddenSize * hiddenSize), Draw(outputs * hiddenSize));
    }
}
