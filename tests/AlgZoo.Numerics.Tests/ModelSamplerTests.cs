namespace AlgZoo.Numerics.Tests;

internal sealed class ModelSamplerTests
{
    private static readonly RandomAddress Address = RandomAddress.Root(314).Child("sampler");

    private static IEnumerable<TestCaseData> Cases =>
    [
        new(TestModels.RandomRnn(16, 10, 10), SequenceTask.SecondArgmax, Quantity.Accuracy),
        new(TestModels.RandomRnn(5, 7, 7), SequenceTask.Argmedian, Quantity.Accuracy),
        new(TestModels.RandomRnn(3, 4, 4), SequenceTask.Argoutlier, Quantity.CrossEntropy),
        new(TestModels.RandomRnn(6, 5, 1), SequenceTask.Median, Quantity.MeanSquaredError),
        new(TestModels.RandomRnn(2, 2, 1), SequenceTask.Median, Quantity.MeanSquaredError),
        new(TestModels.RandomTransformer(4, 4, 2), SequenceTask.LongestCycle, Quantity.Accuracy),
        new(TestModels.RandomTransformer(3, 5, 2), SequenceTask.LongestCycle, Quantity.CrossEntropy),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Result_depends_neither_on_threads_nor_on_the_path(Model model, SequenceTask task, Quantity quantity)
    {
        const long Samples = (5 * 4096) + 77;
        var expected = ModelSampler.Sample(model, task, quantity, Samples, Address, threads: 1);
        using (Assert.EnterMultipleScope())
        {
            foreach (int threads in new[] { 0, 2, 3, 7 })
            {
                Assert.That(ModelSampler.Sample(model, task, quantity, Samples, Address, threads), Is.EqualTo(expected), $"{threads} threads");
            }

            foreach (var path in SupportedPaths.All)
            {
                Assert.That(ModelSampler.Sample(model, task, quantity, Samples, Address, threads: 1, progress: null, path, CancellationToken.None), Is.EqualTo(expected), path.ToString());
            }
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Result_is_that_of_scoring_the_same_inputs_with_the_reference(Model model, SequenceTask task, Quantity quantity)
    {
        const int BlockSize = 4096;
        foreach (int samples in new[] { 1, 31, 32, 33, 4095, 4096, 4097, 10000 })
        {
            float[] inputs = new float[samples * model.SequenceLength];
            for (int first = 0; first < samples; first += BlockSize)
            {
                int count = Math.Min(BlockSize, samples - first);
                SampleInputs.Fill(task.Inputs, model.SequenceLength, Address.Child((ulong)(first / BlockSize)), inputs.AsSpan(first * model.SequenceLength, count * model.SequenceLength));
            }

            double[] values = new double[samples];
            float[] outputs = [.. TestModels.ReferenceOutputs(model, inputs).Select(output => (float)output)];
            Losses.Evaluate(task, quantity, inputs, outputs, values);
            double mean = values.Average();
            double squares = values.Sum(value => (value - mean) * (value - mean));
            double variance = quantity == Quantity.Accuracy ? mean * (1 - mean) : samples == 1 ? 0 : squares / (samples - 1);
            var actual = ModelSampler.Sample(model, task, quantity, samples, Address);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(actual.Samples, Is.EqualTo(samples));
                Assert.That(actual.Mean, Is.EqualTo(mean).Within(1e-5 * Math.Max(1, mean)), $"{samples} samples");
                Assert.That(actual.Variance, Is.EqualTo(variance).Within(1e-4 * Math.Max(1, variance)), $"{samples} samples");
                Assert.That(actual.StandardError, Is.EqualTo(Math.Sqrt(actual.Variance / samples)));
            }
        }
    }

    [Test]
    public void M2x2_errs_at_its_exact_rate()
    {
        // Exact: 7.74314918e-5. 2^25 sequences give a standard error of 1.5e-6; 4.5 of them let 1 in 150,000 addresses fail. The address is fixed.
        var statistics = ModelSampler.Sample(TestModels.M2x2, SequenceTask.SecondArgmax, Quantity.Accuracy, 1L << 25, Address);
        Assert.That(1 - statistics.Mean, Is.EqualTo(7.74314918e-5).Within(4.5 * statistics.StandardError));
    }

    [Test]
    public void Results_are_the_same_bits_on_every_machine_until_the_method_version_is_raised()
    {
        var accuracy = ModelSampler.Sample(TestModels.M2x2, SequenceTask.SecondArgmax, Quantity.Accuracy, 1 << 22, Address);
        var crossEntropy = ModelSampler.Sample(TestModels.M2x2, SequenceTask.SecondArgmax, Quantity.CrossEntropy, 100_000, Address);
        var token = ModelSampler.Sample(TestModels.ConstantAnswer(5, 1), SequenceTask.LongestCycle, Quantity.Accuracy, 100_000, Address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ModelSampler.MethodVersion, Is.EqualTo(1));
            Assert.That(accuracy.Mean, Is.EqualTo(0.99992942810058594));
            Assert.That(crossEntropy.Mean, Is.EqualTo(0.0011839106360075097));
            Assert.That(crossEntropy.Variance, Is.EqualTo(0.00042872061974280693));
            Assert.That(token.Mean, Is.EqualTo(0.37116));
        }
    }

    [Test]
    public void Tokens_sample_what_enumeration_gives()
    {
        // 4.5 standard errors: 1 in 150,000 addresses would fail. The address is fixed.
        var model = TestModels.RandomTransformer(4, 4, 2);
        var exact = ExactEnumeration.Evaluate(model, SequenceTask.LongestCycle, Quantity.CrossEntropy);
        var sampled = ModelSampler.Sample(model, SequenceTask.LongestCycle, Quantity.CrossEntropy, 1 << 20, Address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sampled.Mean, Is.EqualTo(exact.Mean).Within(4.5 * sampled.StandardError));
            Assert.That(sampled.Variance, Is.EqualTo(exact.Variance).Within(0.02 * exact.Variance));
        }
    }

    [Test]
    public void Cross_entropy_is_that_of_plain_double_arithmetic_on_other_inputs()
    {
        // 4.5 standard errors of the difference: 1 in 150,000 addresses would fail. The addresses are fixed.
        const int Count = 1 << 16;
        const int N = 5;
        var model = TestModels.RandomRnn(8, N, N);
        var random = new RandomStream(Address.Child("plain"));
        double[] losses = [.. Enumerable.Range(0, Count).Select(_ =>
        {
            float[] sequence = [.. Enumerable.Range(0, N).Select(_ => (float)random.NextGaussian())];
            double[] logits = TestModels.ReferenceOutputs(model, sequence);
            return Math.Log(logits.Sum(logit => Math.Exp(logit - logits.Max()))) + logits.Max() - logits[SequenceTask.Argmedian.Label(sequence)];
        })];
        double mean = losses.Average();
        double variance = losses.Sum(loss => (loss - mean) * (loss - mean)) / (Count - 1);
        var sampled = ModelSampler.Sample(model, SequenceTask.Argmedian, Quantity.CrossEntropy, 1 << 20, Address);
        Assert.That(sampled.Mean, Is.EqualTo(mean).Within(4.5 * Math.Sqrt((variance / Count) + (sampled.StandardError * sampled.StandardError))));
    }

    [Test]
    public void Progress_ends_at_the_number_of_samples()
    {
        var reports = new Reports();
        ModelSampler.Sample(TestModels.M2x2, SequenceTask.SecondArgmax, Quantity.Accuracy, (3 * 4096) + 5, Address, threads: 2, reports);
        Assert.That(reports.Values.Order(), Has.Exactly(4).Items.And.Some.EqualTo((3 * 4096) + 5));
    }

    [Test]
    public void Cancellation_stops_between_blocks()
    {
        using var source = new CancellationTokenSource();
        var reports = new Reports(_ => source.Cancel());
        Assert.That(
            () => ModelSampler.Sample(TestModels.M2x2, SequenceTask.SecondArgmax, Quantity.Accuracy, 1L << 50, Address, threads: 2, reports, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(reports.Values, Has.Count.LessThanOrEqualTo(2));
    }

    [Test]
    public void An_exception_of_the_progress_receiver_reaches_the_caller_as_it_was_thrown()
    {
        var reports = new Reports(_ => throw new InvalidOperationException("enough"));
        Assert.That(
            () => ModelSampler.Sample(TestModels.M2x2, SequenceTask.SecondArgmax, Quantity.Accuracy, 1L << 50, Address, threads: 3, reports),
            Throws.InvalidOperationException.With.Message.EqualTo("enough"));
    }

    [Test]
    public void Wrong_arguments_are_refused()
    {
        var model = TestModels.M2x2;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ModelSampler.Sample(null!, SequenceTask.SecondArgmax, Quantity.Accuracy, 1, Address), Throws.ArgumentNullException);
            Assert.That(() => ModelSampler.Sample(model, null!, Quantity.Accuracy, 1, Address), Throws.ArgumentNullException);
            Assert.That(() => ModelSampler.Sample(model, SequenceTask.Median, Quantity.MeanSquaredError, 1, Address), Throws.ArgumentException);
            Assert.That(() => ModelSampler.Sample(model, SequenceTask.SecondArgmax, Quantity.MeanSquaredError, 1, Address), Throws.ArgumentException);
            Assert.That(() => ModelSampler.Sample(model, SequenceTask.SecondArgmax, Quantity.Accuracy, 0, Address), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => ModelSampler.Sample(model, SequenceTask.SecondArgmax, Quantity.Accuracy, 1, Address, threads: -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    private sealed class Reports(Action<long>? onReport = null) : IProgress<long>
    {
        public System.Collections.Concurrent.ConcurrentQueue<long> Values { get; } = new();

        public void Report(long value)
        {
            Values.Enqueue(value);
            onReport?.Invoke(value);
        }
    }
}
