using AlgZoo.Exact;
using AlgZoo.Plugins;
using AlgZoo.Zoo;
using FsCheck;
using FsCheck.Fluent;
using RnnWeights = AlgZoo.Exact.RnnWeights;

namespace AlgZoo.Tests.Plugins;

public sealed class BranchAndBoundTests
{
    private static readonly SequenceTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax];

    // The exact value has an error of its own, 1e-14.
    [Test]
    public void The_bounds_hold_the_exact_accuracy([ValueSource(nameof(Tasks))] SequenceTask task, [Values(2, 3)] int length) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(25), Prop.ForAll(Seeds, Gen.Choose(1, 8).ToArbitrary(), (seed, d) =>
        {
            var model = Bench.RandomRnn(d, length, length, seed);
            return Holds(Run(model, task, budget: 300_000), Exact(model, task));
        }));

    // Weights in {-1, 0, 1} make ties, dead networks, coincident and duplicated planes.
    [Test]
    public void The_bounds_hold_the_exact_accuracy_of_degenerate_networks([Values(2, 3)] int length) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(100), Prop.ForAll(Seeds, Gen.Choose(1, 5).ToArbitrary(), (seed, d) =>
        {
            var random = new RandomStream(RandomAddress.Root(seed).Child("weights"));
            float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(3) - 1f)];
            var model = ReluRnn.Create(length, Draw(d), Draw(d * d), Draw(length * d));
            return Holds(Run(model, SequenceTask.SecondArgmax, budget: 100_000), Exact(model, SequenceTask.SecondArgmax));
        }));

    // The interval halves with every two cones, down to rounding.
    [TestCase(100, 1e-6)]
    [TestCase(130, 1e-8)]
    [TestCase(250, 1e-13)]
    public void Two_inputs_are_bounded_as_closely_as_rounding_allows(int cones, double width)
    {
        var estimate = Run(Bench.M2By2, SequenceTask.SecondArgmax, budget: cones * BoundFlops.Largest(Bench.M2By2));
        Assert.That(Width(estimate), Is.LessThan(width));
        Assert.That(estimate.Bounds!.Value.Lower, Is.LessThanOrEqualTo(1 - 7.74314917800279e-05));
        Assert.That(estimate.Bounds!.Value.Upper, Is.GreaterThanOrEqualTo(1 - 7.74314917800279e-05));
    }

    // The undecided mass falls as the inverse of the number of cones.
    [Test]
    public void Three_inputs_are_bounded_more_closely_the_larger_the_budget()
    {
        var model = (ReluRnn)new ModelLibrary(TestContext.CurrentContext.WorkDirectory).Load("trained:2nd_argmax_4_3").Model;
        double exact = Exact(model, SequenceTask.SecondArgmax);
        double previous = 1;
        foreach (long budget in new long[] { 1_000_000, 4_000_000, 16_000_000, 64_000_000 })
        {
            var estimate = Run(model, SequenceTask.SecondArgmax, budget);
            Assert.That(Holds(estimate, exact), Is.True);
            Assert.That(Width(estimate), Is.LessThan(0.45 * previous));
            previous = Width(estimate);
            Assert.That(estimate.Value, Is.EqualTo(exact).Within(0.1 * previous), "the shares of the undecided cones are nearly right");
        }

        Assert.That(previous, Is.LessThan(0.01));
    }

    // All logits are 0 and the first class is the answer: exactly, whatever the hidden weights.
    [TestCase(2)]
    [TestCase(3)]
    public void Ties_go_to_the_first_class(int length)
    {
        var model = ReluRnn.Create(length, [1, -2], [0.5f, 1, -1, 0.25f], new float[2 * length]);
        var estimate = Run(model, SequenceTask.SecondArgmax);
        Assert.That(Width(estimate), Is.LessThan(1e-13));
        Assert.That(estimate.Value, Is.EqualTo(1.0 / length).Within(1e-13));
    }

    [Test]
    public void Keeps_its_budget_as_metered()
    {
        using var bench = new MeteredBench("BranchAndBound");
        foreach (int length in new[] { 2, 3 })
        {
            foreach (int d in new[] { 1, 2, 8, 16 })
            {
                var model = Bench.RandomRnn(d, length, length, seed: 3);
                long fewest = BoundFlops.Setup(model) + (Simplex.Roots(length) * BoundFlops.Largest(model));
                foreach (long budget in new[] { fewest, 3 * fewest, 30 * fewest })
                {
                    var result = bench.Run("branch-and-bound", model, SequenceTask.SecondArgmax, budget);
                    Assert.That(result.Outcome, Is.EqualTo(AlgZoo.Evaluation.Outcome.Completed), $"{d} neurons, {length} inputs, {budget} FLOPs");
                }
            }
        }
    }

    [Test]
    public void The_roots_tile_the_space([Values(2, 3)] int length)
    {
        double[][] roots = [.. Simplex.AllRoots(length)];
        Assert.That(roots, Has.Length.EqualTo(Simplex.Roots(length)));
        Assert.That(roots.Sum(root => Simplex.Mass(root, 1)), Is.EqualTo(1).Within(1e-14));
    }

    [Test]
    public void Declines_what_it_cannot_bound()
    {
        Assert.That(Supports(Bench.RandomRnn(2, 1, 1, seed: 1), SequenceTask.Argmax), Is.False);
        Assert.That(Supports(Bench.RandomRnn(2, 4, 4, seed: 1), SequenceTask.Argmax), Is.False);
        Assert.That(Supports(Bench.RandomRnn(2, 3, 3, seed: 1), SequenceTask.Argoutlier), Is.False);
        Assert.That(Supports(Bench.RandomRnn(2, 3, 1, seed: 1), SequenceTask.Median), Is.False);
        Assert.That(Supports(Bench.RandomRnn(2, 3, 3, seed: 1), SequenceTask.Argmax, budget: 1000), Is.False);
    }

    [Test]
    public void Stops_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(() => new BranchAndBound().Estimate(Bench.Problem(Bench.RandomRnn(4, 3, 3, seed: 1), SequenceTask.Argmax), cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static Arbitrary<ulong> Seeds => Gen.Choose(0, int.MaxValue).Select(seed => (ulong)seed).ToArbitrary();

    private static bool Supports(Model model, SequenceTask task, long budget = ComputeMeter.Unlimited) => new BranchAndBound().Supports(Bench.Problem(model, task, budget: budget));

    private static Estimate Run(Model model, SequenceTask task, long budget = ComputeMeter.Unlimited) => Bench.Run(new BranchAndBound(), Bench.Problem(model, task, budget: budget));

    private static double Exact(ReluRnn model, SequenceTask task) => ExactCones.Evaluate(RnnWeights.Of(model), task).Value;

    private static double Width(Estimate estimate) => estimate.Bounds!.Value.Upper - estimate.Bounds!.Value.Lower;

    private static bool Holds(Estimate estimate, double exact) =>
        estimate.Bounds is { } bounds && bounds.Lower <= exact + 1e-14 && bounds.Upper >= exact - 1e-14 && bounds.Lower <= estimate.Value && estimate.Value <= bounds.Upper;
}
