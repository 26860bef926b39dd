using AlgZoo.Numerics;
using AlgZoo.Zoo;

namespace AlgZoo.Exact.Tests;

/// <summary>Networks of three inputs.</summary>
internal sealed class ThreeInputsTests
{
    private static readonly ClassificationTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax];

    private static IEnumerable<TestCaseData> Models() => AgreementModels.All().Select(each => new TestCaseData(each.Model, each.Task).SetArgDisplayNames(each.Name));

    [Test]
    public void The_handcrafted_network_has_its_known_error_rate() =>
        Assert.That(ExactCones.Evaluate(Networks.Handcrafted3(), SequenceTask.SecondArgmax).ErrorRate, Is.EqualTo(2.7292834e-05).Within(1e-12));

    [Test]
    public void Without_output_weights_position_0_is_answered([Values(2, 3)] int length, [ValueSource(nameof(Tasks))] ClassificationTask task, [Values(1, 4, 9)] int hiddenSize)
    {
        var weights = Networks.Random(hiddenSize, length, length, seed: 1).WithOutput(new double[length * hiddenSize]);

        Assert.That(ExactCones.Evaluate(weights, task).ErrorRate, Is.EqualTo(1 - (1.0 / length)).Within(1e-15));
    }

    // 22 comparisons at 4.5 standard errors: one false alarm in 6,000 changes of the random streams. More samples are taken by `dotnet run --project tests/Benchmarks -- exact-agreement`.
    [TestCaseSource(nameof(Models))]
    public void Agrees_with_sampling(ReluRnn model, SequenceTask task)
    {
        var exact = ExactCones.Evaluate(RnnWeights.Of(model), task);
        var sampled = ModelSampler.Sample(model, task, task.DefaultQuantity, 1 << 23, RandomAddress.Root(7).Child("agreement"));

        Assert.That(sampled.Mean, Is.EqualTo(exact.Value).Within(4.5 * Math.Sqrt(exact.Variance / sampled.Samples)));
    }

    [Test]
    public void The_number_of_cones_grows_with_the_square_of_the_hidden_size()
    {
        foreach (int d in (int[])[8, 16, 32])
        {
            var score = ExactCones.Evaluate(Networks.Random(d, 3, 3, seed: 5), SequenceTask.SecondArgmax);

            Assert.That(score.ActivationCells / (double)(d * d), Is.InRange(2.5, 6.5), $"d = {d}");
            Assert.That(score.LabelledCells, Is.GreaterThan(score.ActivationCells));
            Assert.That(score.WrongCells, Is.InRange(1, score.LabelledCells));
        }
    }

    [Test]
    public void The_largest_hidden_size_is_accepted_and_no_larger_one()
    {
        var largest = Networks.Random(ExactCones.MaximumHiddenSize, 3, 3, seed: 1);
        var larger = Networks.Random(ExactCones.MaximumHiddenSize + 1, 3, 3, seed: 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExactCones.Evaluate(largest, SequenceTask.SecondArgmax).Value, Is.InRange(0, 1));
            Assert.That(() => ExactCones.Evaluate(larger, SequenceTask.SecondArgmax), Throws.ArgumentException);
        }
    }

    [Test]
    public void What_is_not_covered_is_refused()
    {
        var longer = ReluRnn.Create(4, [1], [1], [1, 1, 1, 1]);
        var three = HandcraftedModels.Create(3);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExactCones.Covers(three, SequenceTask.SecondArgmax, Quantity.Accuracy));
            Assert.That(ExactCones.Covers(three, SequenceTask.SecondArgmax, Quantity.CrossEntropy), Is.False);
            Assert.That(ExactCones.Covers(three, SequenceTask.Argoutlier, Quantity.Accuracy), Is.False);
            Assert.That(ExactCones.Covers(longer, SequenceTask.SecondArgmax, Quantity.Accuracy), Is.False);
            Assert.That(() => ExactCones.Evaluate(RnnWeights.Of(three), SequenceTask.Argoutlier), Throws.ArgumentException.With.Message.Contains("argoutlier"));
            Assert.That(() => ExactCones.Evaluate(RnnWeights.Of(three), SequenceTask.Median), Throws.ArgumentException);
            Assert.That(() => ExactCones.Evaluate(RnnWeights.Of(longer), SequenceTask.SecondArgmax), Throws.ArgumentException.With.Message.Contains("lengths 2 and 3"));
            Assert.That(() => ExactCones.Evaluate(RnnWeights.Of(three), SequenceTask.SecondArgmax, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        }
    }
}
