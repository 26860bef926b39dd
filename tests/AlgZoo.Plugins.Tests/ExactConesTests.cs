using AlgZoo.Evaluation;
using AlgZoo.Plugins;
using AlgZoo.Zoo;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Plugins;

/// <summary>The estimator exact-cones; the integrals themselves are tested with AlgZoo.Exact.</summary>
public sealed class ExactConesTests
{
    private static readonly SequenceTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax, SequenceTask.Median];

    private static readonly Arbitrary<(int HiddenSize, int Length, int Task, int Seed)> Cases =
        (from d in Gen.Choose(1, 9) from n in Gen.Choose(2, 3) from task in Gen.Choose(0, Tasks.Length - 1) from seed in Gen.Choose(0, 1_000_000) select (HiddenSize: d, Length: n, Task: task, Seed: seed)).ToArbitrary();

    // 8 comparisons at 4.5 standard errors: one false alarm in 18,000 changes of the random streams.
    [Test]
    public void Agrees_with_sampling([Values(2, 3)] int length, [ValueSource(nameof(Tasks))] SequenceTask task)
    {
        var model = Bench.RandomRnn(6, length, task.OutputSize(length), seed: 4);
        var truth = Bench.Truth(model, task);
        var problem = Bench.Problem(model, task);

        Assert.That(Bench.Run(new ExactConesEstimator(), problem).Value, Is.EqualTo(truth.Mean).Within(4.5 * Math.Sqrt(truth.Variance / truth.Samples)));
    }

    [Test]
    public void Says_how_many_cones_there_are_and_how_rarely_the_model_is_wrong()
    {
        var notes = Bench.Run(new ExactConesEstimator(), Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax)).Notes;

        Assert.That(notes[0], Is.EqualTo("8 cones of linearity, 8 by the order of the inputs"));
        Assert.That(notes[1], Does.StartWith("2 cones wrong at least in part; error rate 7.743149178002"));
    }

    [Test]
    public void Declines_what_it_does_not_cover_and_budgets_below_its_bound()
    {
        var model = Bench.RandomRnn(5, 3, 3, seed: 1);
        long bound = ConeFlops.UpperBound(model, Quantity.Accuracy);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Supports(model, SequenceTask.SecondArgmax, null, bound));
            Assert.That(Supports(model, SequenceTask.SecondArgmax, null, bound - 1), Is.False);
            Assert.That(Supports(model, SequenceTask.SecondArgmax, Quantity.CrossEntropy), Is.False);
            Assert.That(Supports(model, SequenceTask.Argoutlier), Is.False);
            Assert.That(Supports(Bench.RandomRnn(5, 4, 4, seed: 1), SequenceTask.SecondArgmax), Is.False);
            Assert.That(Supports(Bench.RandomRnn(65, 3, 3, seed: 1), SequenceTask.SecondArgmax), Is.False);
            Assert.That(Supports(Bench.RandomTransformer(2, 3, seed: 1), SequenceTask.LongestCycle), Is.False);
        }
    }

    // Metered as `algzoo run` does it, at exactly the bound: a cell over its budget would fail.
    [Test]
    public void Never_spends_more_than_its_bound()
    {
        using var bench = new MeteredBench("ExactCones");
        foreach (var (model, task) in CostCases())
        {
            long bound = ConeFlops.UpperBound(model, task.DefaultQuantity);
            var result = bench.Run("exact-cones", model, task, bound);
            string name = $"{task}, d = {model.HiddenSize}, n = {model.SequenceLength}";

            Assert.That((result.Outcome, result.Compute.Grade), Is.EqualTo((Evaluation.Outcome.Completed, MeteringGrade.Full)), $"{name}: {result.Message}");
            Assert.That(result.Compute.DeclaredFlops, Is.EqualTo(model.SequenceLength == 2 ? ConeFlops.OfIntegers(model) : 0), name);
            Assert.That(result.Compute.Flops, Is.InRange(model.SequenceLength == 2 ? bound / 4 : bound / 8, bound), $"{name}: the bound is tight enough to be used");
        }
    }

    [Test]
    public void The_order_and_the_scale_of_the_neurons_do_not_matter() => Holds(
        (model, random) =>
        {
            int d = model.HiddenSize;
            int[] order = [.. Enumerable.Range(0, d).OrderBy(_ => random.NextUInt64())];
            // Powers of two: single precision holds the rescaled weights exactly.
            float[] scales = [.. order.Select(_ => MathF.ScaleB(1, random.NextInt32(7) - 3))];
            float[] input = [.. Enumerable.Range(0, d).Select(i => scales[i] * model.InputWeights[order[i]])];
            float[] recurrent = [.. Enumerable.Range(0, d * d).Select(k => scales[k / d] * model.RecurrentWeights[(order[k / d] * d) + order[k % d]] / scales[k % d])];
            float[] output = [.. Enumerable.Range(0, model.OutputSize * d).Select(k => model.OutputWeights[(k / d * d) + order[k % d]] / scales[k % d])];
            return ReluRnn.Create(model.SequenceLength, input, recurrent, output);
        },
        Tasks);

    [Test]
    public void The_scale_of_the_inputs_does_not_matter_to_accuracy() => Holds(
        (model, random) =>
        {
            float scale = MathF.Exp((float)random.NextGaussian());
            float[] input = [.. model.InputWeights.ToArray().Select(weight => scale * weight)];
            return ReluRnn.Create(model.SequenceLength, input, model.RecurrentWeights, model.OutputWeights);
        },
        Tasks[..3],
        tolerance: 1e-5);

    private static void Holds(Func<ReluRnn, RandomStream, ReluRnn> change, SequenceTask[] tasks, double tolerance = 1e-11) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(200), Prop.ForAll(Cases, each =>
        {
            var task = tasks[each.Task % tasks.Length];
            var model = Bench.RandomRnn(each.HiddenSize, each.Length, task.OutputSize(each.Length), (ulong)each.Seed);
            var changed = change(model, Bench.Random((ulong)each.Seed));
            return Math.Abs(Value(changed, task) - Value(model, task)) <= tolerance;
        }));

    private static double Value(ReluRnn model, SequenceTask task) => new ExactConesEstimator().Estimate(Bench.Problem(model, task), CancellationToken.None).Value;

    private static bool Supports(Model model, SequenceTask task, Quantity? quantity = null, long budget = ComputeMeter.Unlimited) => new ExactConesEstimator().Supports(Bench.Problem(model, task, quantity, budget));

    // Every size with random weights of several shapes, which are costlier than trained ones.
    private static IEnumerable<(ReluRnn Model, SequenceTask Task)> CostCases()
    {
        var library = new ModelLibrary("");
        foreach (string reference in (string[])["trained:2nd_argmax_4_3", "trained:2nd_argmax_4_3_67108864_0", "handcrafted:3", "trained:2nd_argmax_2_2"])
        {
            yield return ((ReluRnn)library.Load(reference).Model, SequenceTask.SecondArgmax);
        }

        foreach (int d in (int[])[1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 32, 64])
        {
            foreach (var task in (SequenceTask[])[SequenceTask.SecondArgmax, SequenceTask.Argmax, SequenceTask.Median])
            {
                for (ulong seed = 0; seed < (d > 16 ? 1UL : 3UL); seed++)
                {
                    yield return (Random(d, 2, task, seed), task);
                    yield return (Random(d, 3, task, seed), task);
                }
            }
        }
    }

    // Uniform, Gaussian and heavy-tailed weights.
    private static ReluRnn Random(int hiddenSize, int length, SequenceTask task, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("cost").Child((ulong)hiddenSize));
        float Weight() => (seed % 3) switch
        {
            0 => (float)((2 * random.NextDouble()) - 1),
            1 => (float)random.NextGaussian(),
            _ => (float)(random.NextGaussian() * Math.Exp(random.NextGaussian())),
        };
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => Weight())];
        return ReluRnn.Create(length, Draw(hiddenSize), Draw(hiddenSize * hiddenSize), Draw(task.OutputSize(length) * hiddenSize));
    }
}
