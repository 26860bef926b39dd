using System.Reflection;
using AlgZoo.Metering;
using static AlgZoo.OperationClass;

namespace AlgZoo.Numerics.Tests.Metering;

/// <summary>What the kernels charge to the window of a plugin that calls them.</summary>
public sealed class KernelChargesTests
{
    private static readonly RandomAddress Address = RandomAddress.Root(3);

    private static readonly ReluRnn Rnn = TestModels.RandomRnn(3, 4, 4);

    [Test]
    public void A_forward_pass_costs_the_same_with_a_problem_and_without()
    {
        float[] inputs = new float[5 * 4];
        float[] outputs = new float[5 * 4];
        var forward = Rnn.ForwardOperations * 5;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(InWindow(() => ForwardPass.Create(Rnn).Evaluate(inputs, outputs)), Is.EqualTo(forward));
            Assert.That(InWindow(meter => Problem(Rnn, ForwardPass.Create(Rnn), meter).Forward(inputs, outputs)), Is.EqualTo(forward));
            Assert.That(InWindow(() => Problem(Rnn, ForwardPass.Create(Rnn), new ComputeMeter()).Forward(inputs, outputs)), Is.EqualTo(forward), "a meter of the plugin's own");
            Assert.That(
                InWindow(meter => new MeteredBatch(Problem(Rnn, ForwardPass.Create(Rnn), meter), 5).Evaluate(5)), Is.EqualTo(Rnn.SamplingOperations(Quantity.CrossEntropy) * 5));
        }
    }

    [Test]
    public void A_problem_about_a_small_model_does_not_run_a_large_one_for_less()
    {
        var small = TestModels.RandomRnn(1, 4, 4);
        var operations = InWindow(meter => Problem(small, ForwardPass.Create(Rnn), meter).Forward(new float[4], new float[4]));
        Assert.That(operations, Is.EqualTo(small.ForwardOperations + Rnn.ForwardOperations));
    }

    [Test]
    public void A_forward_pass_and_its_losses_are_a_sample([Values(Quantity.Accuracy, Quantity.CrossEntropy)] Quantity quantity)
    {
        float[] inputs = new float[5 * 4];
        float[] outputs = new float[5 * 4];
        var operations = InWindow(() =>
        {
            ForwardPass.Create(Rnn).Evaluate(inputs, outputs);
            Losses.Evaluate(SequenceTask.Argmax, quantity, inputs, outputs, new double[5]);
            Losses.Evaluate(SequenceTask.Argmax, quantity, [], [], []);
        });
        Assert.That(operations, Is.EqualTo(Rnn.SamplingOperations(quantity) * 5));
    }

    [Test]
    public void What_does_not_fit_the_budget_is_not_computed()
    {
        double[] values = [-1];
        using var window = MeterWindow.Open(new ComputeMeter(2));
        Assert.That(() => Losses.Evaluate(SequenceTask.Argmax, Quantity.Accuracy, [1, 2, 3, 4], [1, 2, 3, 4], values), Throws.InstanceOf<BudgetExceededException>());
        Assert.That(values, Is.EqualTo(new double[] { -1 }));
    }

    [Test]
    public void The_reference_costs_a_forward_pass_in_double_precision()
    {
        var operations = InWindow(() => ReferenceForward.Evaluate(Rnn, new double[4], new double[4]));
        var forward = Rnn.ForwardOperations;
        Assert.That(operations, Is.EqualTo(OperationCounts.Of((AddDouble, forward[AddSingle]), (MultiplyDouble, forward[MultiplySingle]), (CompareDouble, forward[CompareSingle]))));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void The_sampler_costs_its_samples_and_draws_on_any_number_of_threads(int threads)
    {
        var operations = InWindow(() => ModelSampler.Sample(Rnn, SequenceTask.Argmax, Quantity.Accuracy, 10_000, Address, threads));
        Assert.That(operations, Is.EqualTo((Rnn.SamplingOperations(Quantity.Accuracy) + OperationCounts.Of((GaussianDraw, 4))) * 10_000));
    }

    [Test]
    public void An_enumeration_costs_all_its_inputs()
    {
        var model = TestModels.RandomTransformer(2, 3, 1);
        Assert.That(
            InWindow(() => ExactEnumeration.Evaluate(model, SequenceTask.LongestCycle, Quantity.CrossEntropy)), Is.EqualTo(model.SamplingOperations(Quantity.CrossEntropy) * 27));
    }

    [TestCase(InputLaw.StandardGaussian, GaussianDraw)]
    [TestCase(InputLaw.UniformTokens, UniformDraw)]
    public void Inputs_cost_their_draws(InputLaw law, OperationClass draw) =>
        Assert.That(InWindow(() => SampleInputs.Fill(law, 3, Address, new float[33])), Is.EqualTo(OperationCounts.Of((draw, 33))));

    // 3 + 9 + 12 weights in three tensors. Relative: w (1 + sigma e). Additive: w + scale e, with scale = sigma rms and rms = sqrt(sum of w w / count) for each tensor.
    [Test]
    public void Noise_costs_its_draws_and_its_arithmetic()
    {
        OperationCounts Apply(WeightNoise noise) => InWindow(() => noise.Apply(Rnn, new RandomStream(Address)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Apply(WeightNoise.None), Is.EqualTo(OperationCounts.None));
            Assert.That(Apply(new(WeightNoiseKind.Relative, 0.1)), Is.EqualTo(OperationCounts.Of((GaussianDraw, 24), (MultiplyDouble, 48), (AddDouble, 24))));
            Assert.That(
                Apply(new(WeightNoiseKind.Additive, 0.1)),
                Is.EqualTo(OperationCounts.Of((GaussianDraw, 24), (MultiplyDouble, 24 + 3 + 24), (AddDouble, 24 + 24), (DivideDouble, 3), (SquareRootDouble, 3))));
        }
    }

    [TestCase(0.1, 6, 2)]
    [TestCase(-0.5, 12, 2)]
    [TestCase(0.9, 20, 2)]
    [TestCase(0.95, 20, 2)]
    [TestCase(-0.95, 20, 2)]
    public void A_bivariate_probability_costs_the_nodes_of_its_rule(double correlation, int nodes, int transcendentalsOfNode)
    {
        var operations = InWindow(() => Gaussian.BivariateCdf(0.3, -0.2, correlation));
        int besides = Math.Abs(correlation) < 0.925 ? 4 : 6;
        Assert.That(operations[TranscendentalDouble], Is.EqualTo((nodes * transcendentalsOfNode) + besides));
    }

    [Test]
    public void Independent_probabilities_are_multiplied() =>
        Assert.That(InWindow(() => Gaussian.BivariateCdf(0.3, -0.2, 0)), Is.EqualTo(OperationCounts.Of((TranscendentalDouble, 2), (MultiplyDouble, 1))));

    [Test]
    public void A_declared_cost_is_not_charged_as_well()
    {
        double[] expansion = new double[RectifiedGaussian.HermiteTerms + 1];
        var stream = new RandomStream(Address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(InWindow(() => RectifiedGaussian.HermiteExpansion(0.1, 1, expansion)), Is.EqualTo(OperationCounts.None));
            Assert.That(InWindow(() => RectifiedGaussian.Mean(Gaussian.Quantile(0.3), 1)), Is.EqualTo(OperationCounts.None));
            Assert.That(InWindow(() => stream.FillGaussian(new float[9])), Is.EqualTo(OperationCounts.None));
            Assert.That(InWindow(() => new SobolSequence(3).Next(new double[3])), Is.EqualTo(OperationCounts.None));
            Assert.That(
                InWindow(() => RectifiedGaussian.ProductMoment(0.3, 1, -0.2, 1, 0.5)), Is.EqualTo(InWindow(() => Gaussian.BivariateCdf(0.3, -0.2, 0.5))), "the rest is declared");
        }
    }

    [Test]
    public void The_FLOPs_for_plans_are_those_that_are_declared()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DeclaredFlops(nameof(RectifiedGaussian.HermiteExpansion)), Is.EqualTo(RectifiedGaussian.HermiteExpansionFlops));
            Assert.That(DeclaredFlops(nameof(RectifiedGaussian.Covariance)), Is.EqualTo(RectifiedGaussian.CovarianceFlops));
        }
    }

    private static long DeclaredFlops(string kernel) =>
        typeof(RectifiedGaussian).GetMethod(kernel)!.GetCustomAttributes<OperationCostAttribute>().Sum(cost => PriceTable.Default[cost.Operation] * cost.Count);

    private static EstimationProblem Problem(Model model, IForwardPass pass, ComputeMeter meter) =>
        new(model, SequenceTask.Argmax, Quantity.CrossEntropy, pass, meter, new RandomStream(Address));

    private static OperationCounts InWindow(Action work) => InWindow(_ => work());

    private static OperationCounts InWindow(Action<ComputeMeter> work)
    {
        var meter = new ComputeMeter();
        using (MeterWindow.Open(meter))
        {
            work(meter);
        }

        return meter.Operations();
    }
}
