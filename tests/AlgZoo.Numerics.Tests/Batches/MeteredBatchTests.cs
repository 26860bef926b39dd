using AlgZoo.Metering;
using AlgZoo.Numerics;

namespace AlgZoo.Tests.Numerics;

public sealed class MeteredBatchTests
{
    // h = ReLU(x_1), ReLU(x_2) of the last step only: the output is ReLU(x_2).
    private static readonly ReluRnn Model = ReluRnn.Create(2, [1], [0], [1]);

    [Test]
    public void Scores_its_inputs_and_charges_a_sample_each()
    {
        var problem = Problem(budget: 3 * Model.SamplingFlops(Quantity.MeanSquaredError));
        var batch = new MeteredBatch(problem, 8);
        new float[] { 1, 2, 4, -2, 0, 6 }.CopyTo(batch.Inputs(3));

        // Outputs 2, 0, 6 against medians 1.5, 1, 3.
        Assert.That(batch.Evaluate(3).ToArray(), Is.EqualTo(new[] { 0.25, 1, 9 }).Within(1e-6));
        Assert.That(problem.Meter.Remaining, Is.Zero);
        Assert.That(() => batch.Evaluate(1).Length, Throws.InstanceOf<BudgetExceededException>());
    }

    [Test]
    public void Counts_whole_samples_of_what_remains()
    {
        var problem = Problem(budget: 1000);
        problem.Meter.Charge(101);
        Assert.That(MeteredBatch.AffordableSamples(problem, 100, 0), Is.EqualTo(8));
        Assert.That(MeteredBatch.AffordableSamples(problem, 100, 99), Is.EqualTo(8));
        Assert.That(MeteredBatch.AffordableSamples(problem, 100, 100), Is.EqualTo(7));
        Assert.That(MeteredBatch.AffordableSamples(problem, 100, 900), Is.Zero);
        Assert.That(MeteredBatch.AffordableSamples(problem, 900, 0), Is.Zero);
        Assert.That(MeteredBatch.AffordableSamples(Problem(ComputeMeter.Unlimited), 900, 10), Is.EqualTo(MeteredBatch.SamplesWithoutLimit));
        Assert.That(() => MeteredBatch.AffordableSamples(problem, 0, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => MeteredBatch.AffordableSamples(problem, 1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Charges_no_more_in_the_window_of_its_own_meter()
    {
        var problem = Problem(ComputeMeter.Unlimited);
        using (MeterWindow.Open(problem.Meter))
        {
            new MeteredBatch(problem, 8).Evaluate(5);
        }

        Assert.That(problem.Meter.Operations(), Is.EqualTo(Model.SamplingOperations(Quantity.MeanSquaredError) * 5));
    }

    [Test]
    public void Does_not_allocate_once_made([Values] bool inWindow)
    {
        var problem = Problem(ComputeMeter.Unlimited);
        using var window = MeterWindow.Open(inWindow ? problem.Meter : null);
        var batch = new MeteredBatch(problem, 64);
        batch.Evaluate(64);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            batch.Inputs(64).Fill(i);
            batch.Evaluate(64);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1000));
    }

    private static EstimationProblem Problem(long budget) => new(
        Model, SequenceTask.Median, Quantity.MeanSquaredError, ForwardPass.Create(Model), new ComputeMeter(budget), new RandomStream(RandomAddress.Root(1)));
}
