using AlgZoo.Numerics;

namespace AlgZoo.Evaluation.Tests;

/// <summary>Moves preserve the law of the initial weights.</summary>
internal sealed class InitialLawTests
{
    private const int Particles = 40_000;
    private const int Moves = 6;

    private static readonly ParameterLayout Transformer = ParameterLayout.Transformer(hiddenSize: 1, sequenceLength: 2, layers: 1);

    // Each of the 10 parameters fails by chance with probability 1e-4 (Kolmogorov's limit law beyond 2.23), were the seed not fixed.
    [Test]
    public void Every_weight_keeps_its_distribution([Values(0.05, 0.5, InitialLaw.LargestStep)] double step)
    {
        double[][] after = Moved(step).After;
        var bounds = Bounds();
        for (int parameter = 0; parameter < bounds.Length; parameter++)
        {
            double[] sorted = [.. after.Select(weights => weights[parameter]).Order()];
            double distance = 0;
            for (int i = 0; i < sorted.Length; i++)
            {
                double probability = bounds[parameter] is { } bound ? (sorted[i] + bound) / (2 * bound) : Gaussian.Cdf(sorted[i]);
                distance = Math.Max(distance, Math.Max(probability - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - probability));
            }

            Assert.That(Math.Sqrt(sorted.Length) * distance, Is.LessThan(2.23), $"parameter {parameter}");
        }
    }

    // E[x^3 y] = E[x y^3] and the like for a reversible move from x to y: the mean difference is within 5 standard errors of 0, which fails by chance with probability 6e-6 for each of the 10 parameters.
    [Test]
    public void Moves_are_reversible([Values(0.05, 0.5, InitialLaw.LargestStep)] double step)
    {
        var (before, after) = Moved(step);
        for (int parameter = 0; parameter < Bounds().Length; parameter++)
        {
            double[] differences = [.. before.Zip(after, (x, y) => (x[parameter] * x[parameter] * x[parameter] * y[parameter]) - (x[parameter] * y[parameter] * y[parameter] * y[parameter]))];
            double mean = differences.Average();
            double standardError = Math.Sqrt(differences.Average(difference => (difference - mean) * (difference - mean)) / differences.Length);

            Assert.That(mean, Is.Zero.Within(5 * standardError), $"parameter {parameter}");
        }
    }

    [Test]
    public void Weights_move_and_stay_within_their_bounds()
    {
        var (before, after) = Moved(InitialLaw.LargestStep);
        var bounds = Bounds();
        using (Assert.EnterMultipleScope())
        {
            for (int parameter = 0; parameter < bounds.Length; parameter++)
            {
                Assert.That(before.Zip(after, (x, y) => x[parameter] != y[parameter]).Count(moved => moved), Is.GreaterThan(Particles / 4), $"parameter {parameter}");
                if (bounds[parameter] is { } bound)
                {
                    Assert.That(after.Select(weights => weights[parameter]), Is.All.InRange(-bound, bound));
                }
            }
        }
    }

    private static double?[] Bounds() => [.. Transformer.Tensors.SelectMany(tensor => Enumerable.Repeat(tensor.Bound, tensor.Count))];

    private static (double[][] Before, double[][] After) Moved(double step)
    {
        var law = new InitialLaw(Transformer);
        double[][] before = new double[Particles][];
        double[][] after = new double[Particles][];
        for (int particle = 0; particle < Particles; particle++)
        {
            var random = new RandomStream(RandomAddress.Root(5).Child((ulong)particle));
            double[] weights = new double[law.Count];
            law.Draw(random, weights);
            before[particle] = [.. weights];
            double[] proposal = new double[law.Count];
            for (int move = 0; move < Moves; move++)
            {
                law.Propose(random, step, weights, proposal);
                (weights, proposal) = (proposal, weights);
            }

            after[particle] = weights;
        }

        return (before, after);
    }
}
