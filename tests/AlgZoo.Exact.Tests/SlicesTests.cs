using AlgZoo.Numerics;
using AlgZoo.Zoo;

namespace AlgZoo.Exact.Tests;

public sealed class SlicesTests
{
    // 4.5 standard errors of the sampled accuracy and the stated error: false-alarm rate below 7e-6 a case.
    [Test]
    public void Agrees_with_sampling([Values(4, 5)] int length, [Values("2nd_argmax", "argmedian", "argmax")] string taskName)
    {
        Assert.That(SequenceTask.TryParse(taskName, out var task), Is.True);
        var model = RandomRnn(3, length, seed: 2);
        var truth = ModelSampler.Sample(model, task!, Quantity.Accuracy, 1 << 21, RandomAddress.Root(1).Child("truth"));
        var score = NestedSlices.Accuracy(RnnWeights.Of(model), task!, tolerance: 3e-3);
        Assert.That(score.Error, Is.LessThanOrEqualTo(3e-3));
        Assert.That(score.Value, Is.EqualTo(truth.Mean).Within((4.5 * truth.StandardError) + 1e-3));
    }

    [Test]
    public void Reaches_the_tolerance_asked_for()
    {
        var weights = RnnWeights.Of((ReluRnn)new ModelLibrary(TestContext.CurrentContext.WorkDirectory).Load("trained:2nd_argmax_4_4").Model);
        var close = NestedSlices.Accuracy(weights, SequenceTask.SecondArgmax, 1e-7);
        var rough = NestedSlices.Accuracy(weights, SequenceTask.SecondArgmax, 1e-4);
        Assert.That(close.Error, Is.LessThanOrEqualTo(1e-7));
        Assert.That(rough.Error, Is.LessThanOrEqualTo(1e-4));
        Assert.That(rough.Value, Is.EqualTo(close.Value).Within(1e-4));
        Assert.That(rough.Slices, Is.LessThan(close.Slices / 2));
    }

    // All logits are 0 and the first class is the answer, right once in n times.
    [TestCase(4)]
    [TestCase(5)]
    public void Without_output_weights_the_accuracy_is_chance(int length)
    {
        var model = ReluRnn.Create(length, [1, -2], [0.5f, 1, -1, 0.25f], new float[2 * length]);
        Assert.That(NestedSlices.Accuracy(RnnWeights.Of(model), SequenceTask.SecondArgmax, 1e-3).Value, Is.EqualTo(1.0 / length).Within(1e-4));
    }

    [Test]
    public void Declines_other_networks_and_tasks()
    {
        Assert.That(() => NestedSlices.Accuracy(RnnWeights.Of(RandomRnn(2, 3, seed: 1)), SequenceTask.Argmax, 1e-3), Throws.ArgumentException);
        Assert.That(() => NestedSlices.Accuracy(RnnWeights.Of(RandomRnn(2, 4, seed: 1)), SequenceTask.Argoutlier, 1e-3), Throws.ArgumentException);
        Assert.That(() => NestedSlices.Accuracy(RnnWeights.Of(RandomRnn(2, 4, seed: 1)), SequenceTask.Argmax, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void The_integral_of_a_kinked_function_with_a_jump_has_the_error_stated()
    {
        // |x - 0.3| + sin x on [0, 2], and 1 more beyond 1.
        double exact = (0.045 + 1.445) + (1 - Math.Cos(2)) + 1;
        var integral = new AdaptiveSimpson(x => Math.Abs(x - 0.3) + Math.Sin(x) + (x > 1 ? 1 : 0), [0, 1 - 1e-10, 1 + 1e-10, 2]);
        for (int i = 0; i < 30; i++)
        {
            Assert.That(integral.Value, Is.EqualTo(exact).Within(integral.Error + 1e-9));
            integral.Refine();
        }

        Assert.That(integral.Error, Is.LessThan(1e-5));
    }

    private static ReluRnn RandomRnn(int hiddenSize, int length, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("weights"));
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        return ReluRnn.Create(length, Draw(hiddenSize), Draw(hiddenSize * hiddenSize), Draw(length * hiddenSize));
    }
}
