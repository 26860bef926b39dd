using AlgZoo.Numerics;
using AlgZoo.Plugins;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Plugins;

/// <summary>The linear map of a network around a sequence, and the probability of leads that are linear.</summary>
public sealed class LinearRegionTests
{
    private static Arbitrary<ulong> Seeds => Gen.Choose(1, 1_000_000).Select(seed => (ulong)seed).ToArbitrary();

    [Test]
    public void Logits_are_those_of_the_reference_and_derivatives_those_of_finite_differences() =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7), Prop.ForAll(Seeds, Gen.Choose(1, 8).ToArbitrary(), Gen.Choose(2, 7).ToArbitrary(), (seed, d, n) =>
        {
            var model = Bench.RandomRnn(d, n, n, seed);
            double[] sequence = Sequence(n, seed);
            int[] positions = [.. Enumerable.Range(0, n)];
            var region = new LinearRegion(model);
            region.Enter(sequence, positions);
            double[] logits = [.. region.Logits];
            double[][] derivatives = [.. positions.Select(position => (double[])region.Derivatives(position).Clone())];
            const double Step = 1e-7;
            return Close(logits, Reference(model, sequence), 1e-12) && positions.All(position =>
            {
                double[] moved = [.. sequence];
                moved[position] += Step;
                double[] forward = Reference(model, moved);
                moved[position] -= 2 * Step;
                double[] backward = Reference(model, moved);

                // A kink between the two points shows in the second difference.
                bool kink = Enumerable.Range(0, n).Any(k => Math.Abs(forward[k] + backward[k] - (2 * logits[k])) > 1e-13);
                return kink || Close(derivatives[position], [.. forward.Zip(backward, (f, b) => (f - b) / (2 * Step))], 1e-6);
            });
        }));

    [Test]
    public void The_first_column_follows_from_the_others() =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7), Prop.ForAll(Seeds, Gen.Choose(1, 8).ToArbitrary(), Gen.Choose(2, 7).ToArbitrary(), (seed, d, n) =>
        {
            var model = Bench.RandomRnn(d, n, n, seed);
            double[] sequence = Sequence(n, seed);
            sequence[0] = sequence[0] < 0 ? sequence[0] - 0.1 : sequence[0] + 0.1;
            var region = new LinearRegion(model);
            region.Enter(sequence, [.. Enumerable.Range(0, n)]);
            double[] direct = [.. region.Derivatives(0)];
            region.Enter(sequence, [.. Enumerable.Range(1, n - 1)]);
            region.CompleteFirst(sequence);
            return Close(region.Derivatives(0), direct, 1e-10);
        }));

    [Test]
    public void The_bound_of_the_cost_is_kept_and_reached_where_every_neuron_is_active()
    {
        var active = ReluRnn.Create(3, [1, 2], [1, 1, 1, 1], [1, 0, 0, 1, 1, 1]);
        var region = new LinearRegion(active);
        region.Enter([1, 2, 3], [0, 2]);

        // The first step multiplies no state and its derivative starts there: one product fewer than two derivatives of three steps.
        Assert.That(region.Flops, Is.EqualTo(LinearRegion.MaximumFlops(active, tangentSteps: 2, tangents: 2)));
        region.Enter([-1, -2, -3], [0, 2]);
        Assert.That(region.Flops, Is.LessThan(2 * LinearRegion.MaximumFlops(active, tangentSteps: 2, tangents: 2)));
    }

    // The probability on a segment against a fine midpoint rule over the lower value's uniform: an interval's ends are off by at most a node each, for every rival.
    [Test]
    public void The_probability_of_positive_leads_is_that_of_a_fine_grid() =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7), Prop.ForAll(Seeds, Gen.Choose(1, 5).ToArbitrary(), (seed, rivals) =>
        {
            var random = Bench.Random(seed);
            var leads = new Leads(rivals);
            for (int rival = 0; rival < rivals; rival++)
            {
                leads.Meet(rival, 0);
                leads.Offsets[rival] = random.NextDouble();
                leads.UpperSlopes[rival] = random.NextDouble() - 0.5;
                leads.LowerSlopes[rival] = random.NextDouble() - 0.5;
            }

            var stratum = new PairStratum(0.2, 0.6, 0.1, 1);
            var segment = PairSegment.Of(0.95, 0.05, stratum, 0.5);
            const int Nodes = 20_000;
            int right = Enumerable.Range(0, Nodes).Count(i =>
            {
                double value = Gaussian.Quantile(segment.UniformFrom + ((segment.UniformTo - segment.UniformFrom) * (i + 0.5) / Nodes));
                return Enumerable.Range(0, rivals).All(rival => leads.Offsets[rival] + (leads.UpperSlopes[rival] * segment.Upper) + (leads.LowerSlopes[rival] * value) > 0);
            });
            return Math.Abs(leads.Probability(segment) - ((double)right / Nodes)) < 2.0 / Nodes;
        }));

    private static double[] Sequence(int length, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("sequence"));
        float[] values = new float[length];
        random.FillGaussian(values);
        return [.. values.Select(value => (double)value)];
    }

    private static double[] Reference(ReluRnn model, double[] sequence)
    {
        double[] state = new double[model.HiddenSize];
        foreach (double input in sequence)
        {
            state = [.. Enumerable.Range(0, state.Length).Select(i =>
                Math.Max(0, (model.InputWeights[i] * input) + Enumerable.Range(0, state.Length).Sum(j => model.RecurrentWeights[(i * state.Length) + j] * state[j])))];
        }

        return [.. Enumerable.Range(0, model.OutputSize).Select(k => Enumerable.Range(0, state.Length).Sum(j => model.OutputWeights[(k * state.Length) + j] * state[j]))];
    }

    private static bool Close(double[] actual, double[] expected, double tolerance) => actual.Zip(expected, (a, e) => Math.Abs(a - e) <= tolerance).All(close => close);
}
