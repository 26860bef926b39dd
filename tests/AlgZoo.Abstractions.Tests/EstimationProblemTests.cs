using static AlgZoo.Abstractions.Tests.Models.TestModels;

namespace AlgZoo.Abstractions.Tests;

public sealed class EstimationProblemTests
{
    [Test]
    public void A_forward_pass_is_charged_per_sequence()
    {
        var pass = new RecordingPass();
        var problem = Problem(pass, 1000);
        problem.Forward(new float[6], new float[6]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Meter.Spent, Is.EqualTo(2 * problem.Model.ForwardFlops));
            Assert.That(pass.Calls, Is.EqualTo(1));
        }
    }

    [Test]
    public void A_batch_that_does_not_fit_the_budget_is_not_computed()
    {
        var pass = new RecordingPass();
        var problem = Problem(pass, 10);
        Assert.That(() => problem.Forward(new float[3], new float[3]), Throws.InstanceOf<BudgetExceededException>());
        Assert.That(pass.Calls, Is.Zero);
    }

    [TestCase(4, 3)]
    [TestCase(3, 4)]
    [TestCase(6, 3)]
    public void A_batch_of_wrong_lengths_is_refused_and_not_charged(int inputs, int outputs)
    {
        var pass = new RecordingPass();
        var problem = Problem(pass, 1000);
        Assert.That(() => problem.Forward(new float[inputs], new float[outputs]), Throws.ArgumentException);
        Assert.That((pass.Calls, problem.Meter.Spent), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_problem_needs_a_model_and_a_quantity_that_fit_its_task()
    {
        var random = new RandomStream(RandomAddress.Root(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new EstimationProblem(Rnn(2, 3), SequenceTask.Median, Quantity.MeanSquaredError, new RecordingPass(), new ComputeMeter(), random), Throws.ArgumentException);
            Assert.That(() => new EstimationProblem(Rnn(2, 3), SequenceTask.Argmax, Quantity.MeanSquaredError, new RecordingPass(), new ComputeMeter(), random), Throws.ArgumentException);
        }
    }

    [Test]
    public void A_request_for_advice_makes_problems_that_share_its_meter_and_stream()
    {
        var request = new AdviceRequest(
            Rnn(2, 3), SequenceTask.SecondArgmax, Quantity.Accuracy, WeightNoise.None, _ => new RecordingPass(), new ComputeMeter(), new RandomStream(RandomAddress.Root(1)));
        var problem = request.ProblemFor(request.BaseModel);
        problem.Forward(new float[3], new float[3]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Random, Is.SameAs(request.Random));
            Assert.That(request.Meter.Spent, Is.EqualTo(request.BaseModel.ForwardFlops));
        }
    }

    private static EstimationProblem Problem(IForwardPass pass, long budget) =>
        new(Rnn(2, 3), SequenceTask.SecondArgmax, Quantity.Accuracy, pass, new ComputeMeter(budget), new RandomStream(RandomAddress.Root(1)));

    private sealed class RecordingPass : IForwardPass
    {
        public int Calls { get; private set; }

        public void Evaluate(ReadOnlySpan<float> inputs, Span<float> outputs) => Calls++;
    }
}
