using AlgZoo.Evaluation;
using AlgZoo.Plugins;
using AlgZoo.Zoo;

namespace AlgZoo.Tests.Plugins;

/// <summary>The estimator symmetric-cones.</summary>
public sealed class SymmetricConesTests
{
    private static readonly string[] Symmetric = ["2nd_argmax_4_3", "2nd_argmax_4_3_67108864_4", "argmedian_4_3"];

    private static readonly string[] WithoutSymmetry = ["2nd_argmax_2_3", "2nd_argmax_3_3", "2nd_argmax_4_3_67108864_0", "2nd_argmax_4_3_67108864_2", "2nd_argmax_4_3_67108864_3", "2nd_argmax_8_3", "argmedian_16_3"];

    // Up to eight neurons the best pairing is searched for, beyond they are paired in turn. The agreement of rounded numbers is what single precision holds.
    [Test]
    public void A_symmetric_network_is_exact([Values(2, 4, 8, 16)] int hiddenSize, [Values("2nd_argmax", "argmedian")] string name)
    {
        Assert.That(SequenceTask.TryParse(name, out var task), Is.True);
        var model = Mirrored(hiddenSize, seed: 3);
        var problem = Bench.Problem(model, task!);
        var estimate = Bench.Run(new SymmetricCones(), problem);

        Assert.That(estimate.Value, Is.EqualTo(Exact(model, task!)).Within(1e-6), "the weights are rounded to single precision");
        Assert.That(estimate.StandardError, Is.InRange(0, 1e-5));
        Assert.That(problem.Explanation.Checks.Where(check => check.Step == "symmetry" && check.Bits > 0).Select(check => check.Bits), Has.All.InRange(18, 24).And.Exactly((hiddenSize * hiddenSize / 2) + hiddenSize).Items);
    }

    // 40 noisy copies each, those on which the symmetry holds. The seeds are fixed: no false alarms.
    [Test]
    public void States_the_error_that_it_has([ValueSource(nameof(Symmetric))] string name, [Values(0.001, 0.01, 0.05)] double noise)
    {
        var (model, task) = Load(name);
        double squaredError = 0;
        double stated = 0;
        int held = 0;
        for (ulong draw = 1; draw <= 40; draw++)
        {
            var copy = (ReluRnn)new WeightNoise(WeightNoiseKind.Relative, noise).Apply(model, Bench.Random(draw));
            var estimate = Bench.Run(new SymmetricCones(), Bench.Problem(copy, task));
            if (estimate.StandardError is { } standardError)
            {
                held++;
                stated += standardError * standardError;
                squaredError += Math.Pow(estimate.Value - Exact(copy, task), 2);
            }
        }

        Assert.That(held, Is.GreaterThanOrEqualTo(12));
        double factor = noise < 0.05 ? 2.1 : 2.5;
        Assert.That(Math.Sqrt(stated / squaredError), Is.InRange(1 / factor, factor));
    }

    [TestCaseSource(nameof(Symmetric))]
    public void Half_of_a_trained_network_and_its_coincidences_cost_less_than_all_of_it(string name)
    {
        var (model, task) = Load(name);
        var problem = Bench.Problem(model, task);
        var estimate = Bench.Run(new SymmetricCones(), problem);
        var cones = Bench.Problem(model, task);
        double exact = Bench.Run(new ExactConesEstimator(), cones).Value;
        var steps = Ledger.Of(problem.Explanation.Checks).Steps;

        Assert.That(estimate.Value, Is.EqualTo(exact).Within(3e-4));
        Assert.That(steps.Select(step => step.Name), Is.EqualTo(new[] { "standardisation", "pairs", "symmetry", "half spaces", "linear regions", "answers", "coincidences" }));
        Assert.That(steps[1].Bits, Is.EqualTo(1), "two pairings of two pairs");
        Assert.That(steps[2].Bits, Is.InRange(50, 130));
        Assert.That(problem.Explanation.TotalBits, Is.LessThan(0.85 * cones.Explanation.TotalBits));
    }

    [TestCaseSource(nameof(WithoutSymmetry))]
    public void Without_a_symmetry_every_region_is_accounted_for(string name)
    {
        var (model, task) = Load(name);
        var problem = Bench.Problem(model, task);
        var estimate = Bench.Run(new SymmetricCones(), problem);
        var cones = Bench.Problem(model, task);
        double exact = Bench.Run(new ExactConesEstimator(), cones).Value;

        Assert.That((estimate.Value, estimate.StandardError), Is.EqualTo((exact, (double?)null)));
        Assert.That(problem.Explanation.TotalBits, Is.EqualTo(cones.Explanation.TotalBits).Within(1e-9));
        Assert.That(problem.Explanation.Checks[0].Description, Does.StartWith("No symmetry is used: "));
    }

    [Test]
    public void The_order_of_the_neurons_costs_nothing()
    {
        var (model, task) = Load("argmedian_4_3");
        int[] order = [2, 0, 3, 1];
        var other = ReluRnn.Create(
            3,
            [.. order.Select(i => model.InputWeights[i])],
            [.. order.SelectMany(i => order.Select(j => model.RecurrentWeights[(4 * i) + j]))],
            [.. Enumerable.Range(0, 3).SelectMany(k => order.Select(j => model.OutputWeights[(4 * k) + j]))]);
        var problem = Bench.Problem(model, task);
        var rearranged = Bench.Problem(other, task);
        var estimate = Bench.Run(new SymmetricCones(), problem);
        var otherEstimate = Bench.Run(new SymmetricCones(), rearranged);

        Assert.That(otherEstimate.Value, Is.EqualTo(estimate.Value).Within(1e-12));
        Assert.That(otherEstimate.StandardError, Is.EqualTo(estimate.StandardError).Within(1e-9));
        Assert.That(rearranged.Explanation.TotalBits, Is.EqualTo(problem.Explanation.TotalBits).Within(1e-6));
    }

    // At exactly what it asks for a cell over its budget would fail; a symmetric network takes about half of exact-cones' compute.
    [Test]
    public void Spends_no_more_than_it_asks_for_and_on_a_symmetric_network_about_half_of_exact_cones()
    {
        using var bench = new MeteredBench("SymmetricCones");
        using var cones = new MeteredBench("ExactCones");
        foreach (int d in (int[])[2, 3, 4, 6, 8, 12, 16, 32])
        {
            foreach (var model in d % 2 == 0 ? new[] { Mirrored(d, seed: 4), Bench.RandomRnn(d, 3, 3, seed: 4), Bench.RandomRnn(d, 3, 3, seed: 5) } : [Bench.RandomRnn(d, 3, 3, seed: 4)])
            {
                long needed = ConeFlops.UpperBound(model, Quantity.Accuracy) + SymmetryFlops.UpperBound(d);
                var result = bench.Run("symmetric-cones", model, SequenceTask.SecondArgmax, needed);

                Assert.That((result.Outcome, result.Compute.Grade), Is.EqualTo((Evaluation.Outcome.Completed, MeteringGrade.Full)), result.Message);
                long exact = cones.Run("exact-cones", model, SequenceTask.SecondArgmax).Compute.Flops;
                bool isHalf = result.Estimate!.StandardError is not null;
                Assert.That(result.Compute.Flops, Is.LessThan(isHalf ? d < 4 ? exact : 0.75 * exact : exact + SymmetryFlops.UpperBound(d)), $"d = {d}");
            }
        }
    }

    [Test]
    public void Declines_what_has_no_such_symmetry()
    {
        var model = Bench.RandomRnn(4, 3, 3, seed: 1);
        long needed = ConeFlops.UpperBound(model, Quantity.Accuracy) + SymmetryFlops.UpperBound(4);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Supports(model, SequenceTask.Argmedian, needed));
            Assert.That(Supports(model, SequenceTask.Argmedian, needed - 1), Is.False);
            Assert.That(Supports(model, SequenceTask.Argmax), Is.False);
            Assert.That(Supports(Bench.RandomRnn(4, 3, 1, seed: 1), SequenceTask.Median), Is.False);
            Assert.That(Supports(Bench.M2By2, SequenceTask.SecondArgmax), Is.False);
            Assert.That(Supports(Bench.RandomRnn(4, 4, 4, seed: 1), SequenceTask.SecondArgmax), Is.False);
        }
    }

    private static bool Supports(Model model, SequenceTask task, long budget = ComputeMeter.Unlimited) => new SymmetricCones().Supports(Bench.Problem(model, task, budget: budget));

    private static double Exact(Model model, SequenceTask task) => new ExactConesEstimator().Estimate(Bench.Problem(model, task), CancellationToken.None).Value;

    private static (ReluRnn Model, SequenceTask Task) Load(string name) =>
        ((ReluRnn)new ModelLibrary("").Load("trained:" + name).Model, name.StartsWith("argmedian", StringComparison.Ordinal) ? SequenceTask.Argmedian : SequenceTask.SecondArgmax);

    // Neuron i + d/2 does at -x what neuron i does at x, in another scale.
    private static ReluRnn Mirrored(int hiddenSize, ulong seed)
    {
        var random = Bench.Random(seed);
        int half = hiddenSize / 2;
        double[] size = [.. Enumerable.Range(0, hiddenSize).Select(_ => Math.Exp(random.NextGaussian()))];
        double[] weights = [.. Enumerable.Range(0, half * hiddenSize).Select(_ => random.NextGaussian())];
        double[] outputs = [.. Enumerable.Range(0, 3 * half).Select(_ => random.NextGaussian())];
        float Recurrent(int i, int j)
        {
            int from = i < half ? j : (j + half) % hiddenSize;
            return (float)(weights[(i % half * hiddenSize) + from] * size[i] / size[j]);
        }

        return ReluRnn.Create(
            3,
            [.. Enumerable.Range(0, hiddenSize).Select(i => (float)((i < half ? 1 : -1) * size[i]))],
            [.. Enumerable.Range(0, hiddenSize * hiddenSize).Select(k => Recurrent(k / hiddenSize, k % hiddenSize))],
            [.. Enumerable.Range(0, 3 * hiddenSize).Select(k => (float)(outputs[(k / hiddenSize * half) + (k % hiddenSize % half)] / size[k % hiddenSize]))]);
    }
}
