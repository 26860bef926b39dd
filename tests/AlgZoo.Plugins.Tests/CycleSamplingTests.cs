using AlgZoo.Numerics;
using AlgZoo.Plugins;

namespace AlgZoo.Tests.Plugins;

public sealed class CycleSamplingTests
{
    private static readonly AttentionTransformer Model = CycleEnumerationTests.Transformer(2, 4, 4, seed: 3, scale: 0.5);

    private static readonly double Truth = ExactEnumeration.Evaluate(Model, SequenceTask.LongestCycle, Quantity.Accuracy).Mean;

    [Test]
    public void Is_exact_once_it_has_seen_everything([Values(Quantity.Accuracy, Quantity.CrossEntropy)] Quantity quantity)
    {
        var estimate = Bench.Run(new CycleSampling(), Bench.Problem(Model, SequenceTask.LongestCycle, quantity));
        Assert.That(estimate.Value, Is.EqualTo(ExactEnumeration.Evaluate(Model, SequenceTask.LongestCycle, quantity).Mean).Within(1e-12));
        Assert.That(estimate.StandardError, Is.Zero);
    }

    // The variance of 2000 estimates about the exact mean has a relative standard error of sqrt(2 / 2000) = 0.032, a little less for bounded estimates; 4.5 of them, false-alarm rate 7e-6 a case.
    [TestCase(16)]
    [TestCase(128)]
    [TestCase(240)]
    public void Has_the_variance_of_sampling_without_replacement(int samples)
    {
        const int Seeds = 2000;
        double squares = 0;
        double sum = 0;
        double stated = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var estimate = Run(samples, seed);
            squares += (estimate.Value - Truth) * (estimate.Value - Truth);
            sum += estimate.Value;
            stated += estimate.StandardError!.Value * estimate.StandardError.Value;
        }

        double variance = Truth * (1 - Truth) / samples * (256 - samples) / 255;
        Assert.That(Truth, Is.InRange(0.1, 0.9), "an accuracy that says something");
        Assert.That(squares / Seeds, Is.EqualTo(variance).Within(4.5 * Math.Sqrt(2.0 / Seeds) * variance));
        Assert.That(sum / Seeds, Is.EqualTo(Truth).Within(4.5 * Math.Sqrt(variance / Seeds)));
        Assert.That(stated / Seeds, Is.EqualTo(variance).Within(4.5 * Math.Sqrt(2.0 / Seeds) * variance));
    }

    [Test]
    public void One_sequence_has_no_standard_error() => Assert.That(Run(1, seed: 1).StandardError, Is.Null);

    [Test]
    public void Declines_what_it_cannot_do()
    {
        Assert.That(new CycleSampling().Supports(Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax)), Is.False);
        Assert.That(new CycleSampling().Supports(Bench.Problem(Model, SequenceTask.LongestCycle, budget: Model.SamplingFlops(Quantity.Accuracy))), Is.False);
        Assert.That(new CycleSampling().Supports(Bench.Problem(CycleEnumerationTests.Transformer(1, 1, 9, seed: 1, scale: 1), SequenceTask.LongestCycle)), Is.False);
    }

    [Test]
    public void Stops_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(() => new CycleSampling().Estimate(Bench.Problem(Model, SequenceTask.LongestCycle), cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static Estimate Run(int samples, ulong seed) =>
        Bench.Run(new CycleSampling(), Bench.Problem(Model, SequenceTask.LongestCycle, budget: (samples * (Model.SamplingFlops(Quantity.Accuracy) + 1)) + 10, seed: seed));
}
