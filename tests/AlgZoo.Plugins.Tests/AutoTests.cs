using AlgZoo.Plugins;

namespace AlgZoo.Tests.Plugins;

public sealed class AutoTests
{
    private static IEnumerable<TestCaseData> Choices =>
    [
        new TestCaseData(Bench.M2By2, SequenceTask.SecondArgmax, null, 1_000_000L, "exact-cones"),
        new TestCaseData(Bench.RandomRnn(4, 3, 1, seed: 41), SequenceTask.Median, null, 1_000_000L, "exact-cones"),
        new TestCaseData(Bench.RandomRnn(4, 4, 4, seed: 42), SequenceTask.Argmedian, null, 50_000_000L, "adaptive-slices"),
        new TestCaseData(Bench.RandomRnn(4, 4, 4, seed: 42), SequenceTask.Argmedian, null, 30_000L, "order-sobol-deterministic"),
        new TestCaseData(Bench.RandomRnn(8, 10, 10, seed: 43), SequenceTask.SecondArgmax, null, 100_000L, "order-sobol-deterministic"),
        new TestCaseData(Bench.RandomRnn(4, 5, 1, seed: 44), SequenceTask.Median, null, 100_000L, "order-sobol"),
        new TestCaseData(Bench.RandomRnn(4, 5, 5, seed: 45), SequenceTask.SecondArgmax, Quantity.CrossEntropy, 100_000L, "sobol"),
        new TestCaseData(Bench.RandomRnn(4, 5, 5, seed: 46), SequenceTask.Argoutlier, null, 100_000L, "monte-carlo"),
        new TestCaseData(Bench.RandomTransformer(4, 4, seed: 47), SequenceTask.LongestCycle, null, 10_000_000L, "cycle-enumeration"),
        new TestCaseData(Bench.RandomTransformer(4, 4, seed: 47), SequenceTask.LongestCycle, null, 10_000L, "cycle-sampling"),
    ];

    [TestCaseSource(nameof(Choices))]
    public void Takes_the_best_method_and_says_which(Model model, SequenceTask task, Quantity? quantity, long budget, string expected)
    {
        var estimate = Bench.Run(new Auto(), Bench.Problem(model, task, quantity, budget));
        Assert.That(estimate.Notes[0], Does.StartWith(expected + ": "));

        var chosen = ShippedEstimators.Create(ShippedEstimators.Types.Single(type => ShippedEstimators.Id(type) == expected));
        var alone = Bench.Run(chosen, Bench.Problem(model, task, quantity, budget));
        Assert.That((estimate.Value, estimate.StandardError, estimate.Bounds), Is.EqualTo((alone.Value, alone.StandardError, alone.Bounds)));
    }

    [Test]
    public void Candidates_go_by_their_published_ids() =>
        Assert.That(new Auto().Candidates.Select(candidate => candidate.Id), Is.EqualTo(new Auto().Candidates.Select(candidate => ShippedEstimators.Id(candidate.Estimator.GetType()))));

    [Test]
    public void Passes_on_the_ledger_of_what_it_chose()
    {
        var problem = Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax);
        var chosen = Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax);
        Bench.Run(new Auto(), problem);
        Bench.Run(new ExactConesEstimator(), chosen);

        Assert.That(problem.Explanation.Checks, Is.EqualTo(chosen.Explanation.Checks));
        Assert.That(problem.Explanation.TotalBits, Is.EqualTo(33.4).Within(0.05));
    }

    [Test]
    public void Declines_what_nothing_can_pay_for() => Assert.That(new Auto().Supports(Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax, budget: 1)), Is.False);
}
