namespace AlgZoo.Numerics.Tests;

internal sealed class LossesTests
{
    private static readonly ClassificationTask[] ArgTasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax, SequenceTask.Argoutlier, SequenceTask.LongestCycle];

    [Test]
    public void Labels_are_the_tasks_own_ties_included(
        [ValueSource(nameof(ArgTasks))] ClassificationTask task, [Range(2, 12)] int n, [ValueSource(typeof(SupportedPaths), nameof(SupportedPaths.All))] SimdPath path)
    {
        // Whole inputs from a few values tie often. The outputs put all weight on one class after the other: the class that scores 1 is the label.
        const int Count = 600;
        var random = new RandomStream(RandomAddress.Root(11).Child((ulong)n));
        float[] inputs = [.. Enumerable.Range(0, Count * n).Select(_ => task.Inputs == InputLaw.UniformTokens ? random.NextInt32(n) : random.NextInt32(4) - 1.5f)];
        int[] labels = new int[Count];
        double[] hits = new double[Count];
        for (int answer = 0; answer < n; answer++)
        {
            float[] outputs = [.. Enumerable.Range(0, Count * n).Select(k => k % n == answer ? 1f : 0f)];
            Losses.EvaluateUncharged(task, Quantity.Accuracy, inputs, outputs, hits, path);
            for (int i = 0; i < Count; i++)
            {
                labels[i] += hits[i] == 1 ? answer : 0;
            }
        }

        Assert.That(labels, Is.EqualTo(Enumerable.Range(0, Count).Select(i => task.Label(inputs.AsSpan(i * n, n)))));
    }

    [Test]
    public void Negative_and_positive_zero_tie([ValueSource(nameof(ArgTasks))] ClassificationTask task)
    {
        float[] inputs = [0f, -0f, 0f, -0f];
        float[] outputs = new float[4];
        outputs[task.Label(inputs)] = 1;
        double[] hit = new double[1];
        Losses.Evaluate(task, Quantity.Accuracy, inputs, outputs, hit);
        Assert.That(hit[0], Is.EqualTo(1));
    }

    [Test]
    public void Equal_logits_are_answered_by_the_first([ValueSource(typeof(SupportedPaths), nameof(SupportedPaths.All))] SimdPath path)
    {
        double[] hits = new double[3];
        Losses.EvaluateUncharged(SequenceTask.Argmax, Quantity.Accuracy, [9, 0, 0, 0, 9, 0, 0, 0, 9], [2, 2, 1, 1, 2, 2, 1, 2, 2], hits, path);
        Assert.That(hits, Is.EqualTo(new double[] { 1, 1, 0 }));
    }

    [Test]
    public void Squared_errors_are_those_of_the_median([Range(1, 11)] int n, [ValueSource(typeof(SupportedPaths), nameof(SupportedPaths.All))] SimdPath path)
    {
        const int Count = 333;
        var random = new RandomStream(RandomAddress.Root(12).Child((ulong)n));
        float[] inputs = [.. Enumerable.Range(0, Count * n).Select(_ => random.NextInt32(5) / 3f)];
        float[] outputs = [.. Enumerable.Range(0, Count).Select(_ => (float)random.NextGaussian())];
        double[] values = new double[Count];
        Losses.EvaluateUncharged(SequenceTask.Median, Quantity.MeanSquaredError, inputs, outputs, values, path);
        Assert.That(values, Is.EqualTo(Enumerable.Range(0, Count).Select(i =>
        {
            double error = (double)outputs[i] - SequenceTask.Median.Target(inputs.AsSpan(i * n, n));
            return error * error;
        })));
    }

    [Test]
    public void Cross_entropy_is_minus_the_log_probability_of_the_label([ValueSource(nameof(ArgTasks))] ClassificationTask task)
    {
        const int Count = 500;
        const int Length = 5;
        float[] inputs = TestModels.Inputs(task, Length, Count);
        float[] logits = new float[Count * Length];
        new RandomStream(RandomAddress.Root(13)).FillGaussian(logits);
        foreach (ref float logit in logits.AsSpan())
        {
            logit *= 20;
        }

        double[] values = new double[Count];
        Losses.Evaluate(task, Quantity.CrossEntropy, inputs, logits, values);
        Assert.That(values, Is.EqualTo(Enumerable.Range(0, Count).Select(i =>
        {
            double[] row = [.. logits.AsSpan(i * Length, Length).ToArray().Select(logit => (double)logit)];
            return -Math.Log(Math.Exp(row[task.Label(inputs.AsSpan(i * Length, Length))] - row.Max()) / row.Sum(logit => Math.Exp(logit - row.Max())));
        })).Within(1e-12));
    }

    [Test]
    public void Wrong_shapes_quantities_and_inputs_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Losses.Evaluate(SequenceTask.Argmax, Quantity.MeanSquaredError, [1, 2], [1, 2], new double[1]), Throws.ArgumentException);
            Assert.That(() => Losses.Evaluate(SequenceTask.Argmax, Quantity.Accuracy, [1, 2, 3], [1, 2, 3], new double[2]), Throws.ArgumentException);
            Assert.That(() => Losses.Evaluate(SequenceTask.Argmax, Quantity.Accuracy, [1, 2], [1], new double[1]), Throws.ArgumentException);
            Assert.That(() => Losses.Evaluate(SequenceTask.SecondArgmax, Quantity.Accuracy, [1], [1], new double[1]), Throws.ArgumentException);
            Assert.That(() => Losses.Evaluate(SequenceTask.Argmax, Quantity.Accuracy, [1, 2], [1, 2], []), Throws.ArgumentException);
            Assert.That(() => Losses.Evaluate(SequenceTask.Argmax, Quantity.Accuracy, [1, float.NaN], [1, 2], new double[1]), Throws.ArgumentException.With.Message.Contains("NaN"));
            Assert.That(() => Losses.Evaluate(SequenceTask.LongestCycle, Quantity.Accuracy, [1, 2], [1, 2], new double[1]), Throws.ArgumentException.With.Message.Contains("Token"));
            Assert.That(() => Losses.Evaluate(SequenceTask.Argmax, Quantity.Accuracy, [], [], []), Throws.Nothing);
        }
    }
}
