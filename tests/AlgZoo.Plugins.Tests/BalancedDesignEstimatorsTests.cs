using AlgZoo.Plugins;
using AlgZoo.Tests.Support;
using AlgZoo.Zoo;

namespace AlgZoo.Tests.Plugins;

public sealed class BalancedDesignEstimatorsTests
{
    private const long Budget = 2_000_000;

    private static readonly SequenceTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax, SequenceTask.Median];

    // 4.5 times the error of sampling at half the budget (designs come in sizes), and of the truth. Nothing is random but the truth.
    [Test]
    public void A_design_is_as_close_to_the_truth_as_sampling([ValueSource(nameof(Tasks))] SequenceTask task, [Values(3, 4, 6, 9, 11)] int length)
    {
        var model = Bench.RandomRnn(hiddenSize: 6, length, task.OutputSize(length), seed: 40);
        var truth = Bench.Truth(model, task);
        double samples = Budget / 2.0 / model.SamplingFlops(task.DefaultQuantity);
        double tolerance = 4.5 * Math.Sqrt((truth.Variance / samples) + (truth.StandardError * truth.StandardError));
        Assert.That(Design("", model, task).Value, Is.EqualTo(truth.Mean).Within(tolerance));
    }

    // Twice the error of sampling at the budget: what the designs reach here leaves room, and a design without balance would not.
    [TestCase("2nd_argmax", "16_10_268435456_0")]
    [TestCase("argmedian", "8_5_67108864_0")]
    [TestCase("median", "8_5_67108864_0")]
    public void A_design_is_close_to_the_truth_on_trained_models(string taskName, string suffix)
    {
        Assert.That(SequenceTask.TryParse(taskName, out var task), Is.True);
        var model = Load($"trained:{taskName}_{suffix}");
        var truth = Bench.Truth(model, task!);
        double samples = Budget / (double)model.SamplingFlops(task!.DefaultQuantity);
        double tolerance = 2 * Math.Sqrt((truth.Variance / samples) + (truth.StandardError * truth.StandardError));
        Assert.That(Design("", model, task).Value, Is.EqualTo(truth.Mean).Within(tolerance));
    }

    [Test]
    public void The_published_model_is_within_a_few_thousandths()
    {
        var model = Load(OriginalModels.Path("algzoo_rnn_blog.pth"));
        Assert.That(Design("", model, SequenceTask.SecondArgmax).Value, Is.EqualTo(0.953105).Within(0.006));
        Assert.That(Explicit("", model, SequenceTask.SecondArgmax).Value, Is.EqualTo(0.953105).Within(0.012));
    }

    [Test]
    public void Nothing_is_random()
    {
        var model = Bench.RandomRnn(5, 10, 10, seed: 41);
        foreach (var estimator in new Func<IMechanisticEstimator>[] { () => new GroupDesign(new("relabellings=2")), () => new ExplicitRanks(new()) })
        {
            var first = Bench.Run(estimator(), Bench.Problem(model, SequenceTask.SecondArgmax, budget: Budget, seed: 1));
            var second = Bench.Run(estimator(), Bench.Problem(model, SequenceTask.SecondArgmax, budget: Budget, seed: 2));
            Assert.That(second.Value, Is.EqualTo(first.Value));
            Assert.That(second.StandardError, Is.EqualTo(first.StandardError));
        }
    }

    [Test]
    public void Two_relabellings_show_their_difference([Values(60_000, 4_000_000)] long budget)
    {
        var model = Load("trained:2nd_argmax_16_10_268435456_0");
        var estimate = Design("relabellings=2", model, SequenceTask.SecondArgmax, budget);
        Assert.That(estimate.StandardError, Is.GreaterThan(0));
        Assert.That(estimate.Notes, Has.Count.EqualTo(2));
        Assert.That(Design("", model, SequenceTask.SecondArgmax, budget).StandardError, Is.Null);
    }

    [Test]
    public void With_all_ranks_explicit_the_two_are_the_same()
    {
        var model = Bench.RandomRnn(5, 8, 8, seed: 42);
        double all = Design("", model, SequenceTask.Argmedian).Value;
        Assert.That(Explicit("l=7", model, SequenceTask.Argmedian).Value, Is.EqualTo(all));
        Assert.That(Explicit("", model, SequenceTask.Argmedian).Value, Is.Not.EqualTo(all).And.EqualTo(all).Within(0.05));
    }

    [Test]
    public void Little_budgets_tokens_and_cross_entropy_are_declined()
    {
        var model = Bench.RandomRnn(16, 10, 10, seed: 43);
        foreach (IMechanisticEstimator estimator in new IMechanisticEstimator[] { new GroupDesign(new()), new ExplicitRanks(new()) })
        {
            Assert.That(estimator.Supports(Bench.Problem(model, SequenceTask.SecondArgmax, budget: 20_000)), Is.True);
            Assert.That(estimator.Supports(Bench.Problem(model, SequenceTask.SecondArgmax, budget: 8_000)), Is.False);
            Assert.That(estimator.Supports(Bench.Problem(model, SequenceTask.SecondArgmax, Quantity.CrossEntropy)), Is.False);
            Assert.That(estimator.Supports(Bench.Problem(Bench.RandomTransformer(4, 4, seed: 1), SequenceTask.LongestCycle)), Is.False);
            Assert.That(estimator.Supports(Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax)), Is.False);
        }
    }

    private static ReluRnn Load(string reference) => (ReluRnn)new ModelLibrary(TestContext.CurrentContext.WorkDirectory).Load(reference).Model;

    private static Estimate Design(string options, ReluRnn model, SequenceTask task, long budget = Budget) =>
        Bench.Run(new GroupDesign(new(options)), Bench.Problem(model, task, budget: budget));

    private static Estimate Explicit(string options, ReluRnn model, SequenceTask task) =>
        Bench.Run(new ExplicitRanks(new(options)), Bench.Problem(model, task, budget: Budget));
}
