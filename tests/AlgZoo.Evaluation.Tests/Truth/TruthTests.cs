using static AlgZoo.Evaluation.Tests.TestModels;

namespace AlgZoo.Evaluation.Tests.Truth;

public sealed class TruthTests
{
    private const long Samples = 20_000;

    private static readonly TruthKey Key = new("abc", Quantity.Accuracy, Samples, 1, 1);
    private static readonly GroundTruth Known = new(0.75, 0.003, 0.1875, TruthMethod.Sampling, Samples);

    [Test]
    public void The_fingerprint_depends_on_every_weight_the_shapes_and_the_task()
    {
        var model = SecondArgmax2;
        var nudged = ReluRnn.Create(2, [1, -1], [-1, 1, 1, -1], [1, -1, -1, MathF.BitIncrement(1)]);
        var negativeZero = ReluRnn.Create(2, [1, -0f], [-1, 1, 1, -1], [1, -1, -1, 1]);
        var zero = ReluRnn.Create(2, [1, 0], [-1, 1, 1, -1], [1, -1, -1, 1]);
        string[] fingerprints =
        [
            ModelFingerprint.Of(model, SequenceTask.SecondArgmax), ModelFingerprint.Of(model, SequenceTask.Argmax), ModelFingerprint.Of(nudged, SequenceTask.SecondArgmax),
            ModelFingerprint.Of(zero, SequenceTask.SecondArgmax), ModelFingerprint.Of(negativeZero, SequenceTask.SecondArgmax),
            ModelFingerprint.Of(ReluRnn.Create(3, [1], [1], [1]), SequenceTask.Median), ModelFingerprint.Of(ReluRnn.Create(4, [1], [1], [1]), SequenceTask.Median),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fingerprints, Is.Unique.And.All.Matches("^[0-9a-f]{64}$"));
            Assert.That(fingerprints[0], Is.EqualTo("24ac87646cb9c207182e0ea0ae40fc933f555a38d4b85d515203edfd9d923614"), "it addresses noise and truth: it must never change");
        }
    }

    [Test]
    public void A_truth_is_remembered_under_its_whole_key()
    {
        using var folder = new TemporaryFolder();
        var cache = new TruthCache(folder.Below("truth"));
        Assert.That(cache.Find(Key), Is.Null);
        cache.Add(Key, Known);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cache.Find(Key), Is.EqualTo(Known));
            Assert.That(cache.Find(Key with { Fingerprint = "abd" }), Is.Null);
            Assert.That(cache.Find(Key with { Quantity = Quantity.CrossEntropy }), Is.Null);
            Assert.That(cache.Find(Key with { Samples = 2 }), Is.Null);
            Assert.That(cache.Find(Key with { Seed = 2 }), Is.Null);
            Assert.That(cache.Find(Key with { MethodVersion = 2 }), Is.Null);
        }
    }

    private static IEnumerable<string> CorruptEntries() =>
    [
        "", "{", "null", "[]", "{}", "\0\0\0\0",
        """{"key":{"fingerprint":"abc","quantity":"Accuracy","samples":20000,"seed":1,"methodVersion":1},"truth":null}""",
        """{"key":{"fingerprint":"abc","quantity":"Accuracy","samples":20000,"seed":1,"methodVersion":1}}""",
        """{"key":{"fingerprint":"abc","quantity":"Accuracy","samples":20000,"seed":1,"methodVersion":1},"truth":{"value":0.5,"standardError":-1,"variance":0.25,"method":"Sampling","samples":20000}}""",
        """{"key":{"fingerprint":"abc","quantity":"Accuracy","samples":20000,"seed":1,"methodVersion":1},"truth":{"value":0.5,"standardError":0.1,"variance":-1,"method":"Sampling","samples":20000}}""",
        """{"key":{"fingerprint":"abc","quantity":"Accuracy","samples":20000,"seed":1,"methodVersion":1},"truth":{"value":0.5,"standardError":0.1,"variance":0.25,"method":"Sampling","samples":7}}""",
        """{"key":{"fingerprint":"xyz","quantity":"Accuracy","samples":20000,"seed":1,"methodVersion":1},"truth":{"value":0.5,"standardError":0.1,"variance":0.25,"method":"Sampling","samples":20000}}""",
    ];

    [TestCaseSource(nameof(CorruptEntries))]
    public void A_corrupt_entry_is_no_entry_and_is_replaced(string content)
    {
        using var folder = new TemporaryFolder();
        var cache = new TruthCache(folder.Path);
        cache.Add(Key, Known);
        File.WriteAllText(Directory.GetFiles(folder.Path).Single(), content);
        Assert.That(cache.Find(Key), Is.Null);
        cache.Add(Key, Known);
        Assert.That(cache.Find(Key), Is.EqualTo(Known));
    }

    [Test]
    public void Concurrent_writers_and_readers_never_see_half_an_entry()
    {
        using var folder = new TemporaryFolder();
        var cache = new TruthCache(folder.Path);
        cache.Add(Key, Known);
        Parallel.For(0, 400, i =>
        {
            if (i % 2 == 0)
            {
                cache.Add(Key, Known);
            }
            else
            {
                Assert.That(cache.Find(Key), Is.EqualTo(Known));
            }
        });
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1), "no temporary file stays behind");
    }

    [Test]
    public void A_cache_folder_that_cannot_be_used_fails_nothing()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Below("file");
        File.WriteAllText(file, "");
        foreach (string unusable in (string[])[file, Path.Combine(file, "below")])
        {
            var cache = new TruthCache(unusable);
            cache.Add(Key, Known);
            Assert.That(cache.Find(Key), Is.Null);
            Assert.That(Sampled(new GroundTruthSource(cache), threads: 1).Samples, Is.EqualTo(Samples));
        }
    }

    [Test]
    public void The_second_search_is_answered_from_the_cache()
    {
        using var folder = new TemporaryFolder();
        var source = new GroundTruthSource(new TruthCache(folder.Path));
        var first = Sampled(source, 1);
        Assert.That(Sampled(source, 1), Is.EqualTo(first));
        var progress = new List<long>();
        source.Find(NoisyModel, SequenceTask.SecondArgmax, Quantity.Accuracy, TruthMethod.Sampling, Samples, 1, 1, new Collector(progress));
        Assert.That(progress, Is.Empty);
    }

    [Test]
    public void Sampling_gives_the_same_bits_on_any_number_of_threads()
    {
        var source = new GroundTruthSource(cache: null);
        var one = Sampled(source, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Sampled(source, 2), Is.EqualTo(one));
            Assert.That(Sampled(source, 5), Is.EqualTo(one));
            Assert.That(Sampled(source, 0), Is.EqualTo(one));
            Assert.That(source.Find(NoisyModel, SequenceTask.SecondArgmax, Quantity.Accuracy, TruthMethod.Sampling, Samples, seed: 2), Is.Not.EqualTo(one));
        }
    }

    // Within 5 standard errors: false-alarm rate 6e-7.
    [Test]
    public void Sampling_agrees_with_enumeration()
    {
        var source = new GroundTruthSource(cache: null);
        var exact = source.Find(Transformer3, SequenceTask.LongestCycle, Quantity.CrossEntropy, null, Samples, 1);
        var sampled = source.Find(Transformer3, SequenceTask.LongestCycle, Quantity.CrossEntropy, TruthMethod.Sampling, Samples, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((exact.Method, exact.Samples, exact.StandardError), Is.EqualTo((TruthMethod.Exact, 27, 0)));
            Assert.That((sampled.Method, sampled.Samples), Is.EqualTo((TruthMethod.Sampling, Samples)));
            Assert.That(sampled.Value, Is.EqualTo(exact.Value).Within(5 * sampled.StandardError));
            Assert.That(sampled.StandardError, Is.EqualTo(Math.Sqrt(exact.Variance / Samples)).Within(10).Percent);
        }
    }

    [Test]
    public void Two_and_three_inputs_are_integrated_exactly()
    {
        var source = new GroundTruthSource(cache: null);
        var tilted = ReluRnn.Create(2, [1, -1], [-2, 2, 2, -2], [1, -1, -1, 1]);
        var median = ReluRnn.Create(3, [1], [1], [0]);
        double wedge = Math.Atan(1.0 / 3) / Math.PI;
        var accuracy = source.Find(tilted, SequenceTask.SecondArgmax, Quantity.Accuracy, null, Samples, 1);
        var squared = source.Find(median, SequenceTask.Median, Quantity.MeanSquaredError, null, Samples, 1);
        var sampled = source.Find(tilted, SequenceTask.SecondArgmax, Quantity.Accuracy, TruthMethod.Sampling, Samples, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((accuracy.Method, accuracy.Samples, accuracy.StandardError), Is.EqualTo((TruthMethod.Exact, 0, 0)));
            Assert.That(accuracy.Value, Is.EqualTo(1 - wedge).Within(1e-15));
            Assert.That(accuracy.ErrorRate, Is.EqualTo(wedge).Within(1e-16));
            Assert.That(accuracy.Variance, Is.EqualTo(wedge * (1 - wedge)).Within(1e-15));
            Assert.That(squared.Value, Is.EqualTo(1 - (Math.Sqrt(3) / Math.PI)).Within(1e-14));
            Assert.That(squared.Variance, Is.EqualTo(3 - (13 / (Math.Sqrt(3) * Math.PI)) - (squared.Value * squared.Value)).Within(1e-13));
            Assert.That((squared.Method, squared.ErrorRate), Is.EqualTo((TruthMethod.Exact, (double?)null)));
            Assert.That((sampled.Method, sampled.Samples, sampled.ErrorRate), Is.EqualTo((TruthMethod.Sampling, Samples, (double?)null)));
            Assert.That(GroundTruthSource.ExactMethod(tilted, SequenceTask.SecondArgmax, Quantity.Accuracy), Is.EqualTo("exact-cones"));
        }
    }

    [Test]
    public void An_exact_method_is_refused_where_there_is_none()
    {
        var source = new GroundTruthSource(cache: null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => source.Find(SecondArgmax2, SequenceTask.SecondArgmax, Quantity.CrossEntropy, TruthMethod.Exact, 1, 1), Throws.ArgumentException.With.Message.Contains("use sampling"));
            Assert.That(GroundTruthSource.ExactMethod(SecondArgmax2, SequenceTask.SecondArgmax, Quantity.CrossEntropy), Is.Null);
            Assert.That(GroundTruthSource.ExactMethod(RandomTransformer(1, 7), SequenceTask.LongestCycle, Quantity.CrossEntropy), Is.EqualTo("enumeration"));
            Assert.That(GroundTruthSource.ExactMethod(RandomTransformer(1, 8), SequenceTask.LongestCycle, Quantity.Accuracy), Is.Null);
            Assert.That(() => source.Find(SecondArgmax2, SequenceTask.Median, Quantity.MeanSquaredError, null, 1, 1), Throws.ArgumentException);
        }
    }

    [Test]
    public void A_sample_without_a_miss_is_no_proof()
    {
        var truth = new GroundTruthSource(cache: null).Find(SecondArgmax2, SequenceTask.SecondArgmax, Quantity.Accuracy, TruthMethod.Sampling, Samples, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(truth.Value, Is.EqualTo(1));
            Assert.That(truth.StandardError, Is.EqualTo(1.0 / Samples).Within(1).Percent);
        }
    }

    [TestCase(100_000_000, 5247, 190_585_096)]
    [TestCase(10_000, 5247, 10_000_000)]
    [TestCase(1_000_000_000_000_000_000, 10, 1_000_000_000)]
    public void Auto_takes_ten_thousand_times_what_sampling_affords(long budget, long samplingFlops, long expected) =>
        Assert.That(GroundTruthSource.AutoSamples(budget, samplingFlops), Is.EqualTo(expected));

    private static Model NoisyModel { get; } = new WeightNoise(WeightNoiseKind.Relative, 0.5).Apply(SecondArgmax2, new RandomStream(RandomAddress.Root(5)));

    private static GroundTruth Sampled(GroundTruthSource source, int threads) =>
        source.Find(NoisyModel, SequenceTask.SecondArgmax, Quantity.Accuracy, TruthMethod.Sampling, Samples, seed: 1, threads);

    private sealed class Collector(List<long> reports) : IProgress<long>
    {
        public void Report(long value) => reports.Add(value);
    }
}
