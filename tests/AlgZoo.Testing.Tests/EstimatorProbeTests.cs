using AlgZoo.Evaluation;
using AlgZoo.Plugins;
using AlgZoo.Zoo;

namespace AlgZoo.Testing.Tests;

public sealed class EstimatorProbeTests
{
    private const string Model = "trained:2nd_argmax_4_3";

    [Test]
    public void An_estimator_is_run_as_in_a_run_and_metered()
    {
        var result = EstimatorProbe.Run<MonteCarlo>(Model, budget: 1e5, seed: 1);

        Assert.That(result.Outcome, Is.EqualTo(Outcome.Completed), result.Message);
        Assert.That(result.Compute.Flops, Is.InRange(90_000, 100_000), "it fills its budget");
        Assert.That(result.Compute.Grade, Is.EqualTo(MeteringGrade.Full));
        Assert.That(EstimatorProbe.Run<MonteCarlo>(Model, budget: 1e5, seed: 1).Estimate!.Value, Is.EqualTo(result.Estimate!.Value), "same seed");
        Assert.That(EstimatorProbe.Run<MonteCarlo>(Model, budget: 1e5, seed: 2).Estimate!.Value, Is.Not.EqualTo(result.Estimate.Value), "other seed");
    }

    [Test]
    public void A_problem_gives_the_estimator_that_a_test_made_the_same_numbers()
    {
        var problem = EstimatorProbe.Problem(Model, budget: 1e5, seed: 1);

        var estimate = new MonteCarlo().Estimate(problem, CancellationToken.None);

        Assert.That(estimate.Value, Is.EqualTo(EstimatorProbe.Run<MonteCarlo>(Model, budget: 1e5, seed: 1).Estimate!.Value));
        Assert.That(problem.Meter.Spent, Is.Positive, "kernels of the host charge themselves");
    }

    [Test]
    public void A_failure_is_an_outcome() =>
        Assert.That(EstimatorProbe.Run<MonteCarlo>(Model, budget: 10).Outcome, Is.EqualTo(Outcome.NotSupported));

    [Test]
    public void Advice_is_prepared_for_the_model_itself()
    {
        var result = EstimatorProbe.Run<BaseAccuracy>(Model, budget: 1e5);

        Assert.That(result.Outcome, Is.EqualTo(Outcome.Completed), result.Message);
        Assert.That(result.Estimate!.Value, Is.InRange(0.8, 1), "the accuracy of a trained model");
    }

    [Test]
    public void Weights_of_ones_own_are_a_problem_too()
    {
        var blind = ReluRnn.Create(sequenceLength: 2, [0], [0], [0, 0]);

        var result = EstimatorProbe.Run<MonteCarlo>(blind, SequenceTask.SecondArgmax, budget: 1e5);

        Assert.That(result.Estimate!.Value, Is.EqualTo(0.5).Within(0.1), "always the first of two; with 5,000 samples or more a tenth is 14 standard errors");
    }

    [TestCase(0)]
    [TestCase(0.5)]
    [TestCase(1e300)]
    [TestCase(double.NaN)]
    public void A_budget_that_is_no_number_of_flops_is_refused(double budget) =>
        Assert.That(() => EstimatorProbe.Problem(Model, budget), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("1e5"));

    [Test]
    public void A_model_that_does_not_exist_is_named() =>
        Assert.That(() => EstimatorProbe.Run<MonteCarlo>("trained:2nd_argmx_4_3", budget: 1e5), Throws.TypeOf<ModelReferenceException>().With.Message.Contains("2nd_argmx_4_3"));
}
