namespace AlgZoo.Numerics.Tests;

internal sealed class ExactEnumerationTests
{
    [TestCase(3, new[] { 16, 9, 2 })]
    [TestCase(4, new[] { 125, 93, 32, 6 })]
    [TestCase(5, new[] { 1296, 1155, 500, 150, 24 })]
    [TestCase(6, new[] { 16807, 17025, 8600, 3240, 864, 120 })]
    public void A_constant_answer_is_right_as_often_as_its_cycle_length_occurs(int n, int[] counts)
    {
        for (int answer = 0; answer < n; answer++)
        {
            var statistics = ExactEnumeration.Evaluate(TestModels.ConstantAnswer(n, answer), SequenceTask.LongestCycle, Quantity.Accuracy);
            double accuracy = counts[answer] / Math.Pow(n, n);
            Assert.That(statistics, Is.EqualTo(new SampleStatistics((long)Math.Pow(n, n), accuracy, accuracy * (1 - accuracy))));
        }
    }

    [Test]
    public void Cross_entropy_has_the_mean_and_population_variance_of_all_inputs()
    {
        const int N = 3;
        var model = TestModels.RandomTransformer(4, N, 2);
        float[] inputs = [.. Enumerable.Range(0, 27).SelectMany(i => new float[] { i / 9, i / 3 % 3, i % 3 })];
        double[] values = new double[27];
        Losses.Evaluate(SequenceTask.LongestCycle, Quantity.CrossEntropy, inputs, TestModels.Forward(model, inputs), values);
        var statistics = ExactEnumeration.Evaluate(model, SequenceTask.LongestCycle, Quantity.CrossEntropy);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statistics.Samples, Is.EqualTo(27));
            Assert.That(statistics.Mean, Is.EqualTo(values.Average()).Within(1e-12));
            Assert.That(statistics.Variance, Is.EqualTo(values.Average(value => Math.Pow(value - values.Average(), 2))).Within(1e-10));
        }
    }

    [Test]
    public void What_cannot_be_enumerated_is_refused()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => ExactEnumeration.Evaluate(TestModels.RandomTransformer(2, 9, 1), SequenceTask.LongestCycle, Quantity.Accuracy),
                Throws.ArgumentException.With.Message.Contains("sample it"));
            Assert.That(() => ExactEnumeration.Evaluate(TestModels.M2x2, SequenceTask.SecondArgmax, Quantity.Accuracy), Throws.ArgumentException.With.Message.Contains("2nd_argmax"));
            Assert.That(() => ExactEnumeration.Evaluate(TestModels.RandomTransformer(2, 3, 1), SequenceTask.LongestCycle, Quantity.MeanSquaredError), Throws.ArgumentException);
            Assert.That(
                () => ExactEnumeration.Evaluate(TestModels.RandomTransformer(2, 3, 1), SequenceTask.LongestCycle, Quantity.Accuracy, cancelled.Token),
                Throws.InstanceOf<OperationCanceledException>());
        }
    }
}
