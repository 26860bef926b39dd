using AlgZoo.Exact;
using AlgZoo.Numerics;
using AlgZoo.Plugins;
using AlgZoo.Zoo;

namespace AlgZoo.Tests.Plugins;

public sealed class AdaptiveSlicesTests
{
    private static readonly string[] Trained = ["2nd_argmax_4_4", "2nd_argmax_8_4", "2nd_argmax_16_4"];

    // 4.5 standard errors of the truth: false-alarm rate 7e-6 a case.
    [Test]
    public void Agrees_with_sampling(
        [Values("2nd_argmax", "argmedian", "argmax")] string taskName, [Values(1, 8)] int hiddenSize)
    {
        Assert.That(SequenceTask.TryParse(taskName, out var task), Is.True);
        var model = Bench.RandomRnn(hiddenSize, 4, 4, seed: (ulong)hiddenSize);
        var truth = Bench.Truth(model, task!);
        Assert.That(Value(model, task!, 200), Is.EqualTo(truth.Mean).Within(4.5 * truth.StandardError));
    }

    [Test]
    public void Has_an_error_below_2e5_at_256_slices([ValueSource(nameof(Trained))] string name)
    {
        var trained = Load(name);
        foreach (var model in new[] { trained, Bench.RandomRnn(trained.HiddenSize, 4, 4, seed: 5) })
        {
            double reference = Refined(model, SequenceTask.SecondArgmax, 800).Value;
            Assert.That(Value(model, SequenceTask.SecondArgmax, 256), Is.EqualTo(reference).Within(2e-5));
        }
    }

    // 20 networks at 5 numbers of slices each from the fewest on: the stated error may be too small in one case of twenty.
    [Test]
    public void States_an_error_that_is_not_optimistic()
    {
        int cases = 0;
        int optimistic = 0;
        foreach (var model in Networks())
        {
            double reference = Refined(model, SequenceTask.SecondArgmax, 800).Value;
            int fewest = 2 * FourInputs.FirstSlices(model.HiddenSize);
            foreach (double factor in new[] { 1, 1.25, 1.5, 2, 3 })
            {
                var slices = Refined(model, SequenceTask.SecondArgmax, (int)(factor * fewest));
                cases++;
                optimistic += Math.Abs(slices.Value - reference) > slices.Error ? 1 : 0;
            }
        }

        Assert.That(cases, Is.EqualTo(100));
        Assert.That(optimistic, Is.LessThanOrEqualTo(5));
    }

    [Test]
    public void Without_output_weights_the_accuracy_is_chance()
    {
        var model = ReluRnn.Create(4, [1, -2], [0.5f, 1, -1, 0.25f], new float[8]);
        Assert.That(Value(model, SequenceTask.SecondArgmax, 200), Is.EqualTo(0.25).Within(1e-9));
    }

    [Test]
    public void Spends_its_budget_and_no_more()
    {
        using var bench = new MeteredBench("AdaptiveSlices");
        foreach (int d in new[] { 2, 4, 8 })
        {
            var model = Bench.RandomRnn(d, 4, 4, seed: 3);
            long budget = 3 * SliceFlops.Typical(d) * FourInputs.FirstSlices(d);
            var result = bench.Run("adaptive-slices", model, SequenceTask.SecondArgmax, budget);
            Assert.That(result.Outcome, Is.EqualTo(AlgZoo.Evaluation.Outcome.Completed));
            Assert.That(result.Compute.Flops, Is.InRange(0.8 * budget, budget));
        }
    }

    [Test]
    public void Declines_what_it_cannot_do()
    {
        Assert.That(Supports(Bench.RandomRnn(2, 3, 3, seed: 1), SequenceTask.Argmax), Is.False);
        Assert.That(Supports(Bench.RandomRnn(2, 4, 4, seed: 1), SequenceTask.Argoutlier), Is.False);
        Assert.That(Supports(Bench.RandomRnn(2, 4, 1, seed: 1), SequenceTask.Median), Is.False);
        Assert.That(Supports(Bench.RandomRnn(8, 4, 4, seed: 1), SequenceTask.Argmax, budget: 15_000_000), Is.True);
        Assert.That(Supports(Bench.RandomRnn(8, 4, 4, seed: 1), SequenceTask.Argmax, budget: 10_000_000), Is.False);
    }

    [Test]
    public void Stops_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(() => new AdaptiveSlices().Estimate(Bench.Problem(Bench.RandomRnn(4, 4, 4, seed: 1), SequenceTask.Argmax), cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static IEnumerable<ReluRnn> Networks()
    {
        foreach (string name in Trained.Take(2))
        {
            var trained = Load(name);
            yield return trained;
            for (ulong draw = 1; draw <= 4; draw++)
            {
                yield return (ReluRnn)new WeightNoise(WeightNoiseKind.Relative, 0.01).Apply(trained, Bench.Random(draw));
            }
        }

        for (ulong seed = 1; seed <= 10; seed++)
        {
            yield return Bench.RandomRnn(2 + (int)(seed / 2), 4, 4, seed);
        }
    }

    private static ReluRnn Load(string name) => (ReluRnn)new ModelLibrary(TestContext.CurrentContext.WorkDirectory).Load("trained:" + name).Model;

    private static bool Supports(Model model, SequenceTask task, long budget = ComputeMeter.Unlimited) => new AdaptiveSlices().Supports(Bench.Problem(model, task, budget: budget));

    private static double Value(ReluRnn model, SequenceTask task, int slices) => Refined(model, task, slices).Value;

    private static FourInputs Refined(ReluRnn model, SequenceTask task, int slices)
    {
        var integral = new FourInputs(RnnWeights.Of(model), task, CancellationToken.None);
        while (integral.Slices + FourInputs.SlicesPerRefinement <= slices)
        {
            integral.Refine();
        }

        return integral;
    }
}
