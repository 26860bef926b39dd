using AlgZoo.Evaluation.Tests.Running;
using AlgZoo.Numerics;
using static AlgZoo.Evaluation.Tests.TestModels;

namespace AlgZoo.Evaluation.Tests.Scoring;

/// <summary>Random sampling has, by definition, an efficiency of 1: the whole pipeline is held to that.</summary>
public sealed class MonteCarloPipelineTests
{
    private const int Runs = 200;

    // Accuracies are drawn and sampled as Bernoulli variables. Of 1000 intervals the share that holds 1 is known to 0.7%: a true coverage of 94 to 95% leaves [91.5, 97]% with a probability of about 1e-3.
    [TestCase(16, 1e-12)]
    [TestCase(16, 0.02)]
    [TestCase(64, 0.02)]
    public void Intervals_hold_the_efficiency_of_sampling_in_95_of_100_runs(int draws, double truthError)
    {
        const int runs = 1000;
        const int samples = 100;
        const long budget = samples * TestRuns.SamplingFlops;
        int holds = 0;
        double sumOfMse = 0;
        double sumOfSamplingMse = 0;
        for (ulong run = 0; run < runs; run++)
        {
            var random = new RandomStream(RandomAddress.Root(run).Child("bernoulli-pipeline"));
            var cells = new List<Measurement>();
            for (int draw = 0; draw < draws; draw++)
            {
                double p = 0.6 + (0.3 * random.NextDouble());
                int hits = 0;
                for (int i = 0; i < samples; i++)
                {
                    hits += random.NextDouble() < p ? 1 : 0;
                }

                double truth = p + (truthError * random.NextGaussian());
                cells.Add(TestRuns.Cell("e", draw, budget, (hits / (double)samples) - truth, budget, truth: truth, truthError: truthError, variance: p * (1 - p)));
            }

            var score = Scorer.Score(TestRuns.Manifest(["m"], ["e"], [budget], draws, seed: run), cells).Scores.Single();
            holds += score.EfficiencyLow <= 1 && !(score.EfficiencyHigh < 1) ? 1 : 0;
            sumOfMse += score.Mse;
            sumOfSamplingMse += score.SamplingMse;
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{holds} of {runs} intervals hold 1; mean MSE over mean sampling MSE {sumOfMse / sumOfSamplingMse:0.0000}."));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(holds / (double)runs, Is.InRange(0.915, 0.97));
            // The mean of runs * draws squared errors, each with a relative standard deviation of at most 1.5 * (1 + s^2 / Var): 5 standard errors.
            Assert.That(sumOfMse / sumOfSamplingMse, Is.EqualTo(1).Within(5 * 1.5 * (1 + (truthError * truthError / (0.16 / samples))) / Math.Sqrt(runs * draws)));
        }
    }

    // From the suite to scores.json: noisy transformers, exact truths, an executor that samples real forward passes. Of 200 intervals the share that holds 1 is known to 1.6%: 95% lies 4 standard
    // errors within [88.5, 100]%, false-alarm rate about 1e-4.
    [Test]
    public void A_real_sampling_estimator_matches_sampling_in_95_of_100_runs()
    {
        var scores = SampledRuns(Quantity.Accuracy);
        int holds = scores.Count(score => score.EfficiencyLow <= 1 && !(score.EfficiencyHigh < 1));
        double logarithm = scores.Average(score => Math.Log(score.Efficiency));
        TestContext.Out.WriteLine(FormattableString.Invariant($"{holds} of {Runs} intervals hold 1; geometric mean of the efficiency {Math.Exp(logarithm):0.000}."));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(holds / (double)Runs, Is.InRange(0.885, 1));
            // The logarithm of a mean of 16 chi-squared errors has a mean of about 1/16 below 0 and a standard deviation of about 0.36; 5 standard errors of 200 runs.
            Assert.That(logarithm, Is.EqualTo(1.0 / 16).Within(5 * 0.36 / Math.Sqrt(Runs)));
        }
    }

    // Intervals hold 1 less often than for the accuracy (176 of 200), probably because copies of unequal variance let few of the 16 draws make up a mean squared error. On average over the runs the squared error
    // is that of sampling all the same: 5 of its measured standard errors.
    [Test]
    public void The_loss_of_a_real_model_is_sampled_at_an_efficiency_of_1()
    {
        var scores = SampledRuns(Quantity.CrossEntropy);
        double samplingMse = scores.Average(score => score.SamplingMse);
        double[] excess = [.. scores.Select(score => (score.Mse - score.SamplingMse) / samplingMse)];
        double mean = excess.Average();
        double standardError = Math.Sqrt(excess.Average(value => (value - mean) * (value - mean)) / Runs);
        TestContext.Out.WriteLine(FormattableString.Invariant($"Mean MSE over mean sampling MSE {1 + mean:0.000}, standard error {standardError:0.000}."));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mean, Is.Zero.Within(5 * standardError));
            Assert.That(standardError, Is.LessThan(0.06));
        }
    }

    private static List<Score> SampledRuns(Quantity quantity)
    {
        const int samples = 50;
        long budget = samples * Transformer3.SamplingFlops(quantity);
        var runner = new BenchRunner(new DelegateExecutor(SampleModel), new GroundTruthSource(cache: null), TimeProvider.System);
        var scores = new List<Score>();
        for (ulong seed = 0; seed < Runs; seed++)
        {
            var suite = new Suite
            {
                Name = "pipeline",
                Models = [ModelChoice.Of("transformer")],
                Noise = NoiseSpecification.Fixed(new WeightNoise(WeightNoiseKind.Additive, 0.5)),
                Draws = 16,
                Budgets = [budget],
                Quantity = quantity,
                Seed = seed,
            };
            var plan = RunPlan.Make(suite, [new BenchModel("transformer", Transformer3, SequenceTask.LongestCycle)], [TestRuns.Estimator("monte-carlo")]);
            using var folder = new TemporaryFolder();
            using var directory = RunDirectory.Create(folder.Path);
            scores.Add(runner.Run(plan, directory, jobs: 1).Scores.Scores.Single());
        }

        return scores;

        static CellResult SampleModel(CellRequest request, CancellationToken cancellationToken)
        {
            long count = request.Budget / request.Model.SamplingFlops(request.Quantity);
            double mean = ModelSampler.Sample(request.Model, request.Task, request.Quantity, count, request.Random, threads: 1, cancellationToken: cancellationToken).Mean;
            return DelegateExecutor.Completed(mean, count * request.Model.SamplingFlops(request.Quantity));
        }
    }
}
