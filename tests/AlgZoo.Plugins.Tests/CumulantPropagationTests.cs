using AlgZoo.Numerics;
using AlgZoo.Plugins;
using AlgZoo.Tests.Support;
using AlgZoo.Zoo;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Plugins;

public sealed class CumulantPropagationTests
{
    private static readonly string[] Orders = ["order=2", "order=3", "order=4"];

    private static readonly SequenceTask[] ArgTasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax];

    [TestCase(-2.5)]
    [TestCase(-0.3)]
    [TestCase(0.65)]
    [TestCase(3)]
    public void Cumulants_below_a_bound_are_those_of_quadrature(double bound)
    {
        double Moment(int power, double centre) => Integral(-12, bound, x => Math.Pow(x - centre, power) * Gaussian.Density(x)) / Gaussian.Cdf(bound);
        double mean = Moment(1, 0);
        double variance = Moment(2, mean);
        var law = TruncatedGaussian.Below(bound, Gaussian.Cdf(bound));
        Assert.That(law.Mean, Is.EqualTo(mean).Within(1e-10));
        Assert.That(law.Variance, Is.EqualTo(variance).Within(1e-10));
        Assert.That(law.ThirdCumulant, Is.EqualTo(Moment(3, mean)).Within(1e-9));
        Assert.That(law.FourthCumulant, Is.EqualTo(Moment(4, mean) - (3 * variance * variance)).Within(1e-9));
    }

    [Test]
    public void Edgeworth_probability_is_the_integral_of_its_density([Values(-1.7, 0, 0.4, 2.2)] double a, [Values(-0.6, 0, 0.3)] double skewness, [Values(-0.4, 0, 0.5)] double kurtosis)
    {
        double Density(double y)
        {
            double square = y * y;
            double third = y * (square - 3);
            double fourth = (square * (square - 6)) + 3;
            double sixth = (square * ((square * (square - 15)) + 45)) - 15;
            return Gaussian.Density(y) * (1 + (skewness * third / 6) + (kurtosis * fourth / 24) + (skewness * skewness * sixth / 72));
        }

        Assert.That(Edgeworth.FourthOrder(a, skewness, kurtosis), Is.EqualTo(Integral(-a, 12, Density)).Within(1e-10));
    }

    // The sum of four uniform numbers, standardised, has excess kurtosis -1.2 / 4, and P(sum < x) = sum over k of (-1)^k C(4, k) (x - k)^4 / 24 over k < x.
    [TestCase(-1.5)]
    [TestCase(-0.8)]
    [TestCase(0.7)]
    [TestCase(1.8)]
    public void Edgeworth_is_nearer_to_a_sum_of_uniforms_than_the_gaussian(double a)
    {
        double x = 2 + (a / Math.Sqrt(3));
        double[] binomials = [1, 4, 6, 4, 1];
        double exact = Enumerable.Range(0, 5).Where(k => k < x).Sum(k => (k % 2 == 0 ? 1 : -1) * binomials[k] * Math.Pow(x - k, 4) / 24);
        double corrected = Gaussian.Cdf(Edgeworth.GaussianEquivalent(Edgeworth.FourthOrder(a, 0, -0.3)));
        Assert.That(Math.Abs(corrected - exact), Is.LessThan(0.3 * Math.Abs(Gaussian.Cdf(a) - exact)));
    }

    [Test]
    public void Leads_are_exact_where_independent()
    {
        var leads = new LeadLaw(3, 3, new WorkCount());
        leads.Add(0.3, [2, 0, 0], 2);
        leads.Add(-1.2, [0, 0, -1], 1);
        leads.Add(2, [0, 0.5, 0], 0.5);
        Assert.That(leads.ProbabilityOfAll(), Is.EqualTo(Gaussian.Cdf(0.3) * Gaussian.Cdf(-1.2) * Gaussian.Cdf(2)).Within(1e-14));
    }

    [Test]
    public void Leads_are_close_for_two([Values(-1.5, 0, 0.7)] double a, [Values(-0.5, 1)] double b, [Values(-0.6, 0.3, 0.9)] double correlation)
    {
        var leads = new LeadLaw(2, 2, new WorkCount());
        leads.Add(a, [1, 0], 1);
        leads.Add(b, [correlation, Math.Sqrt(1 - (correlation * correlation))], 1);
        Assert.That(leads.ProbabilityOfAll(), Is.EqualTo(Gaussian.BivariateCdf(a, b, correlation)).Within(0.015));
    }

    [Test]
    public void The_network_is_linear_around_an_input() =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(30), Prop.ForAll(Seeds, Gen.Choose(1, 9).ToArbitrary(), (seed, d) =>
        {
            const double Step = 1e-6;
            var model = Bench.RandomRnn(d, 4, 4, seed);
            var network = new LinearisedNetwork(model, new WorkCount());
            double[] x = [.. Enumerable.Range(0, 4).Select(t => Math.Sin(seed + (1.7 * t)))];
            double[] gradient = new double[4];
            network.Run(x);
            network.Gradient(2, 0, gradient);
            double lead = network.Outputs[2] - network.Outputs[0];
            for (int t = 0; t < 4; t++)
            {
                x[t] += Step;
                network.Run(x);
                x[t] -= Step;
                if (Math.Abs(network.Outputs[2] - network.Outputs[0] - lead - (Step * gradient[t])) > 1e-9)
                {
                    return false;
                }
            }

            // Homogeneous of degree 1, so that the gradient gives the value.
            return Math.Abs(gradient.Zip(x).Sum(pair => pair.First * pair.Second) - lead) < 1e-12;
        }));

    // The boxes must have the moments of order statistics (the squares reach 2.2): 4,096 of them, with centre, slopes and the variance below. The only error is that of strata in whose place stand their centres.
    [TestCase("2nd_argmax", 10)]
    [TestCase("argmedian", 7)]
    [TestCase("median", 4)]
    [TestCase("argmax", 3)]
    public void Boxes_have_the_moments_of_order_statistics(string taskName, int n)
    {
        const int Cells = 4096;
        Assert.That(SequenceTask.TryParse(taskName, out var task), Is.True);
        var answer = AnswerRanks.Of(task!, n)!.Value;
        var box = new RankBox(n, answer, Refinement.For(answer, n, Cells), new WorkCount());
        int l = box.Explicit;
        double[] means = new double[n];
        double[] squares = new double[n];
        int[,] places = new int[n, n];
        double lowerMean = 0;
        for (int cell = 0; cell < Cells; cell++)
        {
            box.Next();
            for (int rank = 0; rank < n; rank++)
            {
                places[rank, box.Positions[rank]]++;
            }

            for (int rank = 0; rank < l; rank++)
            {
                double centre = box.Centre[box.Positions[rank]];
                means[rank] += centre / Cells;
                squares[rank] += (centre * centre) / Cells;
                for (int ratio = 1; ratio <= rank; ratio++)
                {
                    squares[rank] += box.Slopes[ratio, rank] * box.Slopes[ratio, rank] / Cells;
                }
            }

            lowerMean += l < n ? box.Lower.Mean / Cells : 0;
        }

        for (int rank = 0; rank < l; rank++)
        {
            Assert.That(means[rank], Is.EqualTo(GaussianOrderStatistics.Mean(n, n - 1 - rank)).Within(0.02), $"mean of rank {rank}");
            Assert.That(squares[rank], Is.EqualTo(GaussianOrderStatistics.ProductMoment(n, n - 1 - rank, n - 1 - rank)).Within(0.09), $"square of rank {rank}");
            for (int position = 0; position < n; position++)
            {
                Assert.That(places[rank, position] / (double)Cells, Is.EqualTo(1.0 / n).Within(0.02), $"rank {rank} at {position}");
            }
        }

        if (l < n)
        {
            Assert.That(lowerMean, Is.EqualTo(Enumerable.Range(0, n - l).Average(rank => GaussianOrderStatistics.Mean(n, rank))).Within(0.01));
        }
    }

    // Two neurons that hold the positive and the negative part of the running sum S make a linear network: E[(v S - median)^2] = v^2 n - 2 v + Var(median), as Cov(S, x_(k)) = 1. Linearisation is then
    // exact, and only the strata err, which cut the tails of the lowest explicit value.
    [Test]
    public void Linear_networks_are_exact_up_to_the_strata([Values(1, 3, 4, 5)] int n, [Values(0.2f, 1f)] float v)
    {
        var model = ReluRnn.Create(n, [1, -1], [1, -1, -1, 1], [v, -v]);
        double variance = new Chance().Estimate(Bench.Problem(ReluRnn.Create(n, [1], [0], [0]), SequenceTask.Median), CancellationToken.None).Value;
        double exact = (v * v * n) - (2 * v) + variance;
        Assert.That(Value("", model, SequenceTask.Median, 1_000_000), Is.EqualTo(exact).Within(0.005 + (0.05 * exact)));
    }

    [Test]
    public void Is_within_two_thousandths_of_the_exact_accuracy_at_two_inputs([ValueSource(nameof(Orders))] string options) =>
        Assert.That(Value(options, Bench.M2By2, SequenceTask.SecondArgmax, 1_000_000), Is.EqualTo(1 - 7.743149178e-5).Within(0.002));

    // Truth by 2^20 samples, standard error at most 5e-4; 4.5 of them, false-alarm rate 7e-6 a comparison, besides the error of the method that is stated.
    [Test]
    public void Is_near_the_truth_on_random_models([ValueSource(nameof(ArgTasks))] SequenceTask task, [Values(2, 3, 5)] int n, [Values(4, 16)] int d)
    {
        var model = Bench.RandomRnn(d, n, n, seed: 11);
        double truth = Bench.Truth(model, task).Mean;
        Assert.That(Value("", model, task, 5_000_000), Is.EqualTo(truth).Within(0.0025 + 0.01));
    }

    [Test]
    public void Third_order_is_the_fourth_without_its_terms([Values(-1.7, 0.4)] double a, [Values(-0.01, 0.02)] double skewness) =>
        Assert.That(Edgeworth.ThirdOrder(a, skewness), Is.EqualTo(Edgeworth.FourthOrder(a, skewness, 0)).Within(2e-5).And.Not.EqualTo(Gaussian.Cdf(a)));

    [Test]
    public void Is_near_the_truth_on_wide_random_models([Values(5UL, 6UL)] ulong seed)
    {
        var model = Bench.RandomRnn(32, 8, 8, seed);
        double truth = Bench.Truth(model, SequenceTask.SecondArgmax, samples: 1 << 18).Mean;
        Assert.That(Value("", model, SequenceTask.SecondArgmax, 10_000_000), Is.EqualTo(truth).Within(0.02));
    }

    // Where the Gaussian closure of a whole rank cell says less than .6 (TrainedModelsTests).
    [Test]
    public void Finds_the_accuracy_of_m16_10([ValueSource(nameof(Orders))] string options)
    {
        var model = new ModelLibrary(TestContext.CurrentContext.WorkDirectory).Load(OriginalModels.Path("algzoo_rnn_blog.pth")).Model;
        Assert.That(Value(options, model, SequenceTask.SecondArgmax, 10_000_000), Is.EqualTo(0.95309).Within(0.015));
    }

    [Test]
    public void Finds_the_accuracy_of_a_trained_model([ValueSource(nameof(Orders))] string options)
    {
        var model = new ModelLibrary(TestContext.CurrentContext.WorkDirectory).Load("trained:2nd_argmax_16_10").Model;
        double truth = Bench.Truth(model, SequenceTask.SecondArgmax, samples: 1 << 20).Mean;
        Assert.That(Value(options, model, SequenceTask.SecondArgmax, 10_000_000), Is.EqualTo(truth).Within(0.015));
    }

    // All logits are 0, the argmax takes the first class, which is right in one of n cells, up to the balance of the last few.
    [Test]
    public void Without_output_weights_the_accuracy_is_chance([ValueSource(nameof(Orders))] string options, [ValueSource(nameof(ArgTasks))] SequenceTask task, [Values(2, 3, 5)] int n)
    {
        var model = ReluRnn.Create(n, [1, -2], [0.5f, 1, -1, 0.25f], new float[2 * n]);
        Assert.That(Value(options, model, task, 1_000_000), Is.EqualTo(1.0 / n).Within(0.005));
    }

    [TestCaseSource(nameof(Orders))]
    public void One_class_is_always_right(string options) =>
        Assert.That(Value(options, Bench.RandomRnn(3, 1, 1, seed: 1), SequenceTask.Argmedian, 100_000), Is.EqualTo(1));

    // A cell at least: 10 steps of 16 neurons and 10 logits, all active, 9 rivals with a gradient each, and what is made of them.
    [TestCaseSource(nameof(Orders))]
    public void Declines_a_budget_below_what_a_cell_can_cost(string options)
    {
        var model = Bench.RandomRnn(16, 10, 10, seed: 4);
        long cell = LinearisedNetwork.RunFlops(model) + (9 * LinearisedNetwork.GradientFlops(model));
        Assert.That(Create(options).Supports(Bench.Problem(model, SequenceTask.SecondArgmax, budget: cell)), Is.False);
        Assert.That(Create(options).Supports(Bench.Problem(model, SequenceTask.SecondArgmax, budget: cell + (cell / 4))), Is.True);
        Assert.That(() => Bench.Run(Create(options), Bench.Problem(model, SequenceTask.SecondArgmax, budget: cell + (cell / 4))), Throws.Nothing);
    }

    [TestCaseSource(nameof(Orders))]
    public void Declines_what_has_no_ranks_or_too_many(string options)
    {
        Assert.That(Create(options).Supports(Bench.Problem(Bench.RandomTransformer(2, 3, seed: 1), SequenceTask.LongestCycle)), Is.False);
        Assert.That(Create(options).Supports(Bench.Problem(Bench.RandomRnn(2, 3, 3, seed: 1), SequenceTask.Argoutlier)), Is.False);
        Assert.That(Create(options).Supports(Bench.Problem(Bench.RandomRnn(2, 3, 3, seed: 1), SequenceTask.Argmax, Quantity.CrossEntropy)), Is.False);
        Assert.That(Create(options).Supports(Bench.Problem(Bench.RandomRnn(2, 32, 32, seed: 1), SequenceTask.SecondArgmax)), Is.True);
        Assert.That(Create(options).Supports(Bench.Problem(Bench.RandomRnn(2, 32, 32, seed: 1), SequenceTask.Argmedian)), Is.False);
    }

    [TestCaseSource(nameof(Orders))]
    public void Draws_no_random_number_and_ignores_the_seed(string options)
    {
        var model = Bench.RandomRnn(4, 3, 3, seed: 3);
        var problem = Bench.Problem(model, SequenceTask.Argmedian, budget: 100_000, seed: 7);
        double value = Bench.Run(Create(options), problem).Value;
        Assert.That(problem.Random.NextUInt64(), Is.EqualTo(Bench.Random(7).NextUInt64()));
        Assert.That(Bench.Run(Create(options), Bench.Problem(model, SequenceTask.Argmedian, budget: 100_000, seed: 8)).Value, Is.EqualTo(value));
    }

    [TestCaseSource(nameof(Orders))]
    public void Stops_when_cancelled(string options)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(
            () => Create(options).Estimate(Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax), cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static Arbitrary<ulong> Seeds => Gen.Choose(0, int.MaxValue).Select(seed => (ulong)seed).ToArbitrary();

    private static CumulantPropagation Create(string options) => new(new EstimatorOptions(options));

    private static double Value(string options, Model model, SequenceTask task, long budget) => Bench.Run(Create(options), Bench.Problem(model, task, budget: budget)).Value;

    // Simpson's rule, exact to rounding for the smooth integrands here.
    private static double Integral(double from, double to, Func<double, double> integrand)
    {
        const int Intervals = 4000;
        double width = (to - from) / Intervals;
        double sum = integrand(from) + integrand(to);
        for (int k = 1; k < Intervals; k++)
        {
            sum += (k % 2 == 1 ? 4 : 2) * integrand(from + (k * width));
        }

        return sum * width / 3;
    }
}
