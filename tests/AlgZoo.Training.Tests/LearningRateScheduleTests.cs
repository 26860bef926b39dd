namespace AlgZoo.Training.Tests;

internal sealed class LearningRateScheduleTests
{
    private static readonly TrainingRecipe Original = new() { Task = SequenceTask.SecondArgmax, HiddenSize = 16, SequenceLength = 10, Sequences = 1L << 30, BatchSize = 1024 };

    // alg-zoo, training.py: 0.04 / sqrt(d) * min(k / 2^14, 1) * max(0.01^(2k / 2^20), 0.01).
    [TestCase(0, 0)]
    [TestCase(1, 0.01 / 16384 * 0.99999121647)]
    [TestCase(8192, 0.005 * 0.930572041)]
    [TestCase(16384, 0.01 * 0.865964323)]
    [TestCase(1 << 18, 0.01 * 0.1)]
    [TestCase(1 << 19, 0.0001)]
    [TestCase((1 << 19) + 1, 0.0001)]
    [TestCase((1 << 20) - 1, 0.0001)]
    public void A_run_of_two_to_the_thirty_has_the_rates_of_the_original(long step, double expected) =>
        Assert.That(new Trainer(Original).LearningRate(step), Is.EqualTo(expected).Within(1e-9 * expected));

    [Test]
    public void A_shorter_run_has_the_same_shape()
    {
        var original = new Trainer(Original);
        var shorter = new Trainer(Original with { Sequences = 1L << 24 });
        using (Assert.EnterMultipleScope())
        {
            for (long step = 0; step < 1 << 14; step += 64)
            {
                Assert.That(shorter.LearningRate(step), Is.EqualTo(original.LearningRate(step << 6)), $"step {step}");
            }
        }
    }

    [Test]
    public void Warm_up_can_be_chosen()
    {
        var none = new Trainer(Original with { WarmUpSteps = 0 });
        var hundred = new Trainer(Original with { WarmUpSteps = 100 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(none.LearningRate(0), Is.EqualTo(0.01));
            Assert.That(hundred.LearningRate(50), Is.EqualTo(0.5 * none.LearningRate(50)));
            Assert.That(hundred.LearningRate(100), Is.EqualTo(none.LearningRate(100)));
        }
    }

    [Test]
    public void The_shortest_run_starts_without_a_step() =>
        Assert.That(new Trainer(Original with { Sequences = 1024 }).LearningRate(0), Is.Zero);
}
