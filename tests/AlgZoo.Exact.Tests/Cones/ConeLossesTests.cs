namespace AlgZoo.Exact.Tests;

/// <summary>The losses in double precision against those that find every coincidence exactly.</summary>
internal sealed class ConeLossesTests
{
    private const ulong NetworksOfThree = 40;
    private const ulong NetworksOfTwo = 300;

    private static readonly SequenceTask[] ErrorRateTasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax];

    [Test]
    public void Error_rates_are_the_exact_ones([Values(2, 3)] int length, [Values(1, 2, 3, 6)] int hiddenSize)
    {
        foreach (var task in ErrorRateTasks)
        {
            var losses = new ConeLosses(hiddenSize, length, task);
            for (ulong seed = 0; seed < (length == 2 ? NetworksOfTwo : NetworksOfThree); seed++)
            {
                var weights = seed % 2 == 0 ? Networks.Random(hiddenSize, length, length, seed) : Networks.Degenerate(hiddenSize, length, seed);
                double exact = ExactCones.Evaluate(weights, task).ErrorRate!.Value;

                Assert.That(Of(losses, weights), Is.EqualTo(exact).Within(1e-14), $"{task.Name}, network {seed}");
            }
        }
    }

    [Test]
    public void Squared_errors_are_the_exact_ones([Values(2, 3)] int length, [Values(1, 2, 5)] int hiddenSize)
    {
        var losses = new ConeLosses(hiddenSize, length, SequenceTask.Median);
        for (ulong seed = 0; seed < (length == 2 ? NetworksOfTwo : NetworksOfThree); seed++)
        {
            var weights = Networks.Random(hiddenSize, length, outputSize: 1, seed);
            double exact = ExactCones.Evaluate(weights, SequenceTask.Median).Value;

            Assert.That(Of(losses, weights), Is.EqualTo(exact).Within(1e-13 * (1 + exact)), $"network {seed}");
        }
    }

    [Test]
    public void A_small_error_rate_keeps_its_digits()
    {
        double exact = ExactCones.Evaluate(Networks.M2By2, SequenceTask.SecondArgmax).ErrorRate!.Value;

        Assert.That(Of(new(2, 2, SequenceTask.SecondArgmax), Networks.M2By2), Is.EqualTo(exact).Within(1e-11 * exact));
    }

    [Test]
    public void No_network_leaves_traces_in_the_next([Values(2, 3)] int length)
    {
        var losses = new ConeLosses(3, length, SequenceTask.Argmax);
        var first = Networks.Random(3, length, length, seed: 1);
        double before = Of(losses, first);
        Of(losses, Networks.Random(3, length, length, seed: 2));

        Assert.That(Of(losses, first), Is.EqualTo(before));
    }

    [Test]
    public void Tasks_without_exact_score_are_refused() =>
        Assert.That(() => new ConeLosses(2, 2, SequenceTask.Argoutlier), Throws.ArgumentException.With.Message.Contains("argoutlier"));

    private static double Of(ConeLosses losses, RnnWeights weights) => losses.Of(weights.Input, weights.Recurrent, weights.Output);
}
