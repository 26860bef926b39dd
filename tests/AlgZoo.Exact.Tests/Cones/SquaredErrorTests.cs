using AlgZoo.Numerics;

namespace AlgZoo.Exact.Tests;

/// <summary>The median's mean squared error, and the variance of the squared error.</summary>
internal sealed class SquaredErrorTests
{
    // Var(median) and Var(median^2). Two inputs: half a chi-squared number. Three: the median has density 6 phi Phi (1 - Phi), E[median^2] = 1 - sqrt(3)/pi and E[median^4] = 3 - 13/(sqrt(3) pi).
    [TestCase(2, 0.5, 0.75)]
    [TestCase(3, 0.448671104578, 0.610908119839)]
    public void Without_output_weights_the_error_is_the_target(int length, double second, double fourth)
    {
        var score = ExactCones.Evaluate(Networks.Random(4, length, 1, seed: 1).WithOutput(new double[4]), SequenceTask.Median);

        Assert.That(score.Value, Is.EqualTo(second).Within(1e-11));
        Assert.That(score.Variance, Is.EqualTo(fourth - (second * second)).Within(1e-11));
        Assert.That((score.ErrorRate, score.WrongCells), Is.EqualTo(((double?)null, 0L)));
    }

    [Test]
    public void The_mean_of_two_inputs_can_be_computed_without_error()
    {
        // h_2 = relu(x1 + x2), relu(-x1 - x2).
        var score = ExactCones.Evaluate(new RnnWeights(2, [1, -1], [1, -1, -1, 1], [0.5, -0.5]), SequenceTask.Median);

        Assert.That((score.Value, score.Variance), Is.EqualTo((0.0, 0.0)));
    }

    [Test]
    public void The_first_of_two_inputs_is_half_a_difference_away_from_their_mean()
    {
        // h_2 = relu(x1), relu(-x1), up to what x2 adds: nothing.
        var score = ExactCones.Evaluate(new RnnWeights(2, [1, -1, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0], [0, 0, 1, -1]), SequenceTask.Median);

        Assert.That(score.Value, Is.EqualTo(0.5).Within(1e-15));
        Assert.That(score.Variance, Is.EqualTo(0.5).Within(1e-14));
    }

    // 8 comparisons at 4.5 standard errors: one false alarm in 18,000 changes of the random streams.
    [Test]
    public void Agrees_with_sampling([Values(2, 3)] int length, [Values(1, 2, 4, 16)] int hiddenSize)
    {
        var random = new RandomStream(RandomAddress.Root((ulong)hiddenSize));
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(((2 * random.NextDouble()) - 1) / Math.Sqrt(hiddenSize)))];
        var model = ReluRnn.Create(length, Draw(hiddenSize), Draw(hiddenSize * hiddenSize), Draw(hiddenSize));
        var exact = ExactCones.Evaluate(RnnWeights.Of(model), SequenceTask.Median);
        var sampled = ModelSampler.Sample(model, SequenceTask.Median, Quantity.MeanSquaredError, 1 << 22, RandomAddress.Root(3).Child("squared"));

        Assert.That(sampled.Mean, Is.EqualTo(exact.Value).Within(4.5 * Math.Sqrt(exact.Variance / sampled.Samples)));
        Assert.That(sampled.Variance, Is.EqualTo(exact.Variance).Within(2).Percent);
    }

    [Test]
    public void Coincident_planes_and_dead_neurons_do_no_harm([Values(2, 3)] int length)
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var weights = Networks.Degenerate(hiddenSize: 4, length, seed);
            var scalar = weights.WithOutput(weights.Output[..4]);
            var rearranged = Networks.Rearranged(scalar, [3, 2, 1, 0], [2, 0.5, 4, 1]);
            var score = ExactCones.Evaluate(scalar, SequenceTask.Median);

            Assert.That(score.Value, Is.InRange(0, 100));
            Assert.That(ExactCones.Evaluate(rearranged, SequenceTask.Median).Value, Is.EqualTo(score.Value).Within(1e-12));
        }
    }
}
