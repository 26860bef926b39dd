using AlgZoo.Numerics;

namespace AlgZoo.Evaluation.Tests;

/// <summary>Losses whose probabilities are known: ties, targets out of reach, threads.</summary>
internal sealed class SplittingLevelTests
{
    private static readonly ParameterLayout Six = ParameterLayout.Rnn(hiddenSize: 1, outputSize: 4);

    private static readonly OptimisationOptions Small = new() { Particles = 500, Repetitions = 8, MaximumBits = 30 };

    // The largest of six |w|, rounded up to quarters: P(loss <= k/4) = (k/4)^6, all of it in four atoms. 4.5 standard errors: a false alarm in 100,000.
    [TestCase(0.5, 6)]
    [TestCase(0.25, 12)]
    public void Ties_are_no_obstacle(double target, double bits)
    {
        var result = Split(target, weights => Math.Ceiling(4 * Largest(weights)) / 4);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Reached);
            Assert.That(result.Bits, Is.EqualTo(bits).Within(4.5 * result.StandardError!.Value));
            Assert.That(result.StandardError, Is.LessThan(0.2));
            Assert.That(result.Levels[^1].Score, Is.EqualTo(target));
        }
    }

    // All but 1 in 64 share one loss, which the quantile cannot pass.
    [Test]
    public void An_atom_of_nearly_all_is_passed()
    {
        var result = Split(0.5, weights => weights[0] > 31.0 / 32 ? Math.Abs(weights[1]) : 1);

        Assert.That(result.Bits, Is.EqualTo(7).Within(4.5 * result.StandardError!.Value));
    }

    [Test]
    public void Levels_that_stand_still_end_it_with_a_bound()
    {
        var result = Split(0.1, weights => Math.Max(0.5, Largest(weights)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Reached, Is.False);
            Assert.That((result.StandardError, result.BitsHigh, result.PlainSampling), Is.EqualTo(((double?)null, (double?)null, (PlainSamplingCheck?)null)));
            Assert.That(result.Bits, Is.EqualTo(result.BitsLow));
            Assert.That(result.BitsLow, Is.InRange(5.5, 6), "P(loss at its least) = 2^-6");
            Assert.That(result.Score, Is.EqualTo(0.5));
        }
    }

    [Test]
    public void A_target_that_is_only_approached_ends_at_the_most_bits()
    {
        var result = Split(0.5, weights => 0.5 + (0.5 * Largest(weights)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Reached, Is.False);
            Assert.That(result.BitsLow, Is.InRange(28, 32.5));
            Assert.That(result.Score, Is.GreaterThan(0.5));
        }
    }

    [Test]
    public void Every_initialisation_is_as_good_as_the_worst()
    {
        var result = Split(1, Largest);

        Assert.That((result.Reached, result.Bits, result.StandardError, result.BitsLow, result.BitsHigh), Is.EqualTo((true, 0.0, 0.0, 0.0, 0.0)));
    }

    [Test]
    public void Threads_do_not_change_the_result()
    {
        var one = Split(0.3, Largest, threads: 1);
        var three = Split(0.3, Largest, threads: 3);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(three with { Levels = one.Levels }, Is.EqualTo(one));
            Assert.That(three.Levels, Is.EqualTo(one.Levels));
        }
    }

    [Test]
    public void Cancelling_stops_it() =>
        Assert.That(
            () => new MultilevelSplitting(() => new Loss(Largest), new InitialLaw(Six), isAccuracy: false, particles: 100, Small, progress: null, new CancellationToken(canceled: true)).Find(0.1, sampling: null, default),
            Throws.InstanceOf<OperationCanceledException>());

    // Bounds are 1 for a hidden size of 1.
    private static double Largest(ReadOnlySpan<double> weights)
    {
        double largest = 0;
        foreach (double weight in weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        return largest;
    }

    private static SplittingResult Split(double target, LossOfWeights loss, int threads = 0)
    {
        var options = Small with { Threads = threads };
        return new MultilevelSplitting(() => new Loss(loss), new InitialLaw(Six), isAccuracy: false, options.Particles!.Value, options, progress: null, CancellationToken.None)
            .Find(target, sampling: null, RandomAddress.Root(11));
    }

    private delegate double LossOfWeights(ReadOnlySpan<double> weights);

    private sealed class Loss(LossOfWeights loss) : IInitialLoss
    {
        public double Of(ReadOnlySpan<double> parameters) => loss(parameters);
    }
}
