using AlgZoo.Evaluation;
using AlgZoo.Plugins;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Plugins;

/// <summary>The published argument about M2,2.</summary>
public sealed class ArticleTwoByTwoTests
{
    private const double PublishedErrorRate = 7.743149178002791e-05;

    private static readonly Arbitrary<(int Seed, int Kind)> Networks = (from seed in Gen.Choose(0, 1_000_000) from kind in Gen.Choose(0, 3) select (Seed: seed, Kind: kind)).ToArbitrary();

    [Test]
    public void The_published_network_costs_14_and_4_bits_and_two_coincidences_of_11()
    {
        var (estimate, explanation) = Explain(Bench.M2By2, SequenceTask.SecondArgmax);
        var steps = Ledger.Of(explanation.Checks).Steps;

        Assert.That(1 - estimate.Value, Is.EqualTo(PublishedErrorRate).Within(1e-15));
        Assert.That(steps.Select(step => step.Name), Is.EqualTo(new[] { "standardisation", "signs", "magnitudes", "orderings", "coincidences" }));
        Assert.That(steps.Take(4).Select(step => step.Bits), Is.EqualTo(new[] { 0.0, 10, 4, 4 }));
        Assert.That(steps[4].Checks.Where(check => check.Bits > 0).Select(check => check.Bits), Is.EqualTo(new[] { 11.18, 11.01 }).Within(0.01));
        Assert.That(explanation.TotalBits, Is.InRange(38, 42));
    }

    [Test]
    public void Its_ledger_says_which_check_is_which()
    {
        var paid = Explain(Bench.M2By2, SequenceTask.SecondArgmax).Explanation.Checks.Where(check => check.Bits > 0).Select(check => $"{check.Step}: {check.Description}").ToArray();

        Assert.That(paid, Is.EqualTo(new[]
        {
            "signs: W_hi[0] > 0: h0 sees positive inputs.",
            "signs: W_hi[1] < 0: h1 sees negative inputs.",
            "signs: W_hh[0,0] < 0: h0 compares x1 with a positive x0.",
            "signs: W_hh[0,1] > 0: h0 compares x1 with a negative x0.",
            "signs: W_hh[1,0] > 0: h1 compares x1 with a positive x0.",
            "signs: W_hh[1,1] < 0: h1 compares x1 with a negative x0.",
            "signs: W_oh[0,0] > 0: h0 speaks for answer 0.",
            "signs: W_oh[0,1] < 0: h1 speaks against answer 0.",
            "signs: W_oh[1,0] < 0: h0 speaks against answer 1.",
            "signs: W_oh[1,1] > 0: h1 speaks for answer 1.",
            "magnitudes: |W_hh[0,0]| is 0.3821 relative to W_hi: of order one, between 1/e and e.",
            "magnitudes: |W_hh[0,1]| is 2.0852 relative to W_hi: of order one, between 1/e and e.",
            "magnitudes: |W_hh[1,0]| is 1.1415 relative to W_hi: of order one, between 1/e and e.",
            "magnitudes: |W_hh[1,1]| is 0.7515 relative to W_hi: of order one, between 1/e and e.",
            "orderings: x0 > 0: h0 switches on at t = 0.3821, before t = 1, where the answer changes.",
            "orderings: x0 > 0: h1 switches off at t = 1.1415, after t = 1.",
            "orderings: x0 < 0: h0 switches on at t = -2.0852, before t = -1, where the answer changes.",
            "orderings: x0 < 0: h1 switches off at t = -0.7515, after t = -1.",
            "coincidences: x0 > 0: q/(p + q) = 0.8132008 and the decision falls at t = 1 for 0.8136314: they agree to 4.3e-4, on this side.",
            "coincidences: x0 < 0: q/(p + q) = 0.8132008 and the decision falls at t = -1 for 0.8136853: they agree to 4.8e-4, on this side.",
        }));
    }

    [Test]
    public void It_leaves_less_than_a_bit()
    {
        var (estimate, explanation) = Explain(Bench.M2By2, SequenceTask.SecondArgmax);
        const double Truth = 1 - PublishedErrorRate;
        var surprise = EstimateSurprise.Of(Truth, 0, estimate.Value, estimate.StandardError, Math.Abs(estimate.Value - Truth), explanation.Checks, adviceBytes: 0);

        Assert.That(surprise.BitsLeft, Is.LessThan(1));
        Assert.That(surprise.TotalBits, Is.InRange(38, 42));
    }

    // Networks of four kinds, two of them with the signs of the argument; the argument holds for some hundred of them.
    [Test]
    public void Agrees_with_exact_cones_on_1000_networks()
    {
        int held = 0;
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(1000), Prop.ForAll(Networks, each =>
        {
            var (model, task) = Network(each);
            var (estimate, explanation) = Explain(model, task);
            double exact = new ExactConesEstimator().Estimate(Bench.Problem(model, task), CancellationToken.None).Value;
            held += Holds(explanation) ? 1 : 0;
            return Math.Abs(estimate.Value - exact) <= 1e-14;
        }));
        Assert.That(held, Is.InRange(100, 900));
    }

    [Test]
    public void Order_and_scale_of_the_neurons_change_neither_value_nor_bits() =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(300), Prop.ForAll(Networks, Gen.Choose(-6, 6).Two().ToArbitrary(), (each, exponents) =>
        {
            var (model, task) = Network(each);
            float[] scale = [MathF.ScaleB(1, exponents.Item1), MathF.ScaleB(1, exponents.Item2)];
            float[] input = [.. Enumerable.Range(0, 2).Select(i => scale[i] * model.InputWeights[1 - i])];
            float[] recurrent = [.. Enumerable.Range(0, 4).Select(k => scale[k / 2] * model.RecurrentWeights[3 - k] / scale[k % 2])];
            float[] output = [.. Enumerable.Range(0, 4).Select(k => model.OutputWeights[k ^ 1] / scale[k % 2])];
            var (estimate, explanation) = Explain(model, task);
            var (other, otherExplanation) = Explain(ReluRnn.Create(2, input, recurrent, output), task);
            return Math.Abs(other.Value - estimate.Value) <= 1e-14 && Math.Abs(otherExplanation.TotalBits - explanation.TotalBits) <= 1e-8 && Holds(otherExplanation) == Holds(explanation);
        }));

    [Test]
    public void On_argmax_the_outputs_change_places([Values("argmax", "argmedian")] string name)
    {
        Assert.That(SequenceTask.TryParse(name, out var task), Is.True);
        var model = Bench.M2By2;
        var (estimate, explanation) = Explain(ReluRnn.Create(2, model.InputWeights, model.RecurrentWeights, [.. model.OutputWeights[2..], .. model.OutputWeights[..2]]), task!);

        Assert.That(1 - estimate.Value, Is.EqualTo(PublishedErrorRate).Within(1e-15));
        Assert.That(explanation.TotalBits, Is.EqualTo(Explain(model, SequenceTask.SecondArgmax).Explanation.TotalBits).Within(1e-9));
    }

    [Test]
    public void A_network_of_other_signs_pays_for_the_checks_and_then_for_its_regions()
    {
        var model = Bench.M2By2;
        var other = ReluRnn.Create(2, model.InputWeights, [.. model.RecurrentWeights[..3], 0.25f], model.OutputWeights);
        var (estimate, explanation) = Explain(other, SequenceTask.SecondArgmax);
        var cones = Bench.Problem(other, SequenceTask.SecondArgmax);
        double exact = Bench.Run(new ExactConesEstimator(), cones).Value;

        Assert.That(estimate.Value, Is.EqualTo(exact));
        Assert.That(explanation.TotalBits, Is.EqualTo(10 + cones.Explanation.TotalBits).Within(1e-9));
        Assert.That(explanation.Checks.Select(check => check.Description), Has.One.EqualTo("W_hh[1,1] > 0: not as the argument needs.").And.One.StartsWith("The argument does not hold for this network"));
    }

    // The decision falls on the answer's boundary exactly: no agreement of single-precision weights is worth more than 24 bits.
    [Test]
    public void A_network_without_errors_has_two_coincidences_of_24_bits()
    {
        var (estimate, explanation) = Explain(ReluRnn.Create(2, [1, -1], [-0.5f, 1.5f, 1.5f, -0.5f], [1, -1, -1, 1]), SequenceTask.SecondArgmax);

        Assert.That(estimate.Value, Is.EqualTo(1));
        Assert.That(explanation.TotalBits, Is.EqualTo(18 + 48));
    }

    [Test]
    public void Declines_other_models_and_budgets_that_do_not_hold_both_ways()
    {
        long needed = ConeFlops.UpperBound(Bench.M2By2, Quantity.Accuracy) + ArticleArgument.MostFlops;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Supports(Bench.M2By2, SequenceTask.SecondArgmax, budget: needed));
            Assert.That(Supports(Bench.M2By2, SequenceTask.SecondArgmax, budget: needed - 1), Is.False);
            Assert.That(Supports(Bench.M2By2, SequenceTask.SecondArgmax, Quantity.CrossEntropy), Is.False);
            Assert.That(Supports(Bench.RandomRnn(3, 2, 2, seed: 1), SequenceTask.SecondArgmax), Is.False);
            Assert.That(Supports(Bench.RandomRnn(2, 3, 3, seed: 1), SequenceTask.SecondArgmax), Is.False);
            Assert.That(Supports(Bench.RandomRnn(2, 2, 1, seed: 1), SequenceTask.Median), Is.False);
        }
    }

    [Test]
    public void Never_spends_more_than_it_asks_for()
    {
        using var bench = new MeteredBench("ArticleTwoByTwo");
        for (int seed = 0; seed < 60; seed++)
        {
            var (model, task) = Network((seed, seed % 4));
            long needed = ConeFlops.UpperBound(model, Quantity.Accuracy) + ArticleArgument.MostFlops;
            var result = bench.Run("article-two-by-two", model, task, needed);

            Assert.That((result.Outcome, result.Compute.Grade), Is.EqualTo((Evaluation.Outcome.Completed, MeteringGrade.Full)), result.Message);
            Assert.That(Holds(result.Explanation) ? result.Compute.Flops : 0, Is.LessThanOrEqualTo(ArticleArgument.MostFlops));
        }
    }

    private static bool Supports(Model model, SequenceTask task, Quantity? quantity = null, long budget = ComputeMeter.Unlimited) => new ArticleTwoByTwo().Supports(Bench.Problem(model, task, quantity, budget));

    private static (Estimate Estimate, Explanation Explanation) Explain(ReluRnn model, SequenceTask task)
    {
        var problem = Bench.Problem(model, task);
        return (Bench.Run(new ArticleTwoByTwo(), problem), problem.Explanation);
    }

    private static bool Holds(Explanation explanation) => Holds(explanation.Checks);

    private static bool Holds(IReadOnlyList<ExplanationCheck> checks) => checks.Any(check => check.Step == "coincidences" && check.Description.Contains("q/(p + q)", StringComparison.Ordinal));

    // Gaussian weights; the signs that the argument needs, with log-normal sizes; copies of M2,2 with small and with large noise. Every fifth on argmax.
    private static (ReluRnn Model, SequenceTask Task) Network((int Seed, int Kind) each)
    {
        var random = Bench.Random((ulong)each.Seed);
        float Gaussian() => (float)random.NextGaussian();
        var model = each.Kind switch
        {
            0 => ReluRnn.Create(2, [Gaussian(), Gaussian()], [Gaussian(), Gaussian(), Gaussian(), Gaussian()], [Gaussian(), Gaussian(), Gaussian(), Gaussian()]),
            1 => (ReluRnn)Bench.M2By2.WithTensors(Bench.M2By2.Tensors.Select(tensor => new WeightTensor(tensor.Name, tensor.Shape, [.. tensor.Values.ToArray().Select(weight => MathF.CopySign(MathF.Exp(Gaussian()), weight))]))),
            2 => (ReluRnn)new WeightNoise(WeightNoiseKind.Relative, 0.01).Apply(Bench.M2By2, random),
            _ => (ReluRnn)new WeightNoise(WeightNoiseKind.Relative, 0.5).Apply(Bench.M2By2, random),
        };
        return (model, each.Seed % 5 == 0 ? SequenceTask.Argmax : SequenceTask.SecondArgmax);
    }
}
