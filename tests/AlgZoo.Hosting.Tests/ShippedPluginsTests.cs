using AlgZoo.Evaluation;
using Microsoft.Extensions.Logging.Abstractions;
using static AlgZoo.OperationClass;

namespace AlgZoo.Hosting.Tests;

/// <summary>The plugins as they ship, metered as `algzoo run` meters them.</summary>
public sealed class ShippedPluginsTests
{
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
    private static readonly string Artifacts = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
    private static readonly PluginCatalog Catalog = PluginCatalog.Discover(
        [Path.Combine(Artifacts, "bin", "AlgZoo.Cli", Configuration, "plugins"), Path.Combine(Artifacts, "bin", "HelloEstimator", Configuration, "HelloEstimator.dll")]);

    private InProcessCellExecutor _executor = null!;

    private static IEnumerable<string> Estimators => Catalog.Estimators.Select(estimator => estimator.Id);

    [SetUp]
    public void Start() => _executor = new InProcessCellExecutor(Catalog, Path.Combine(TestContext.CurrentContext.WorkDirectory, "metered"), NullLoggerFactory.Instance, TimeProvider.System);

    [TearDown]
    public void Stop() => _executor.Dispose();

    [Test]
    public void All_nine_and_the_sample_are_there() => Assert.That((Estimators.Count(), Estimators.Contains("hello", StringComparer.Ordinal)), Is.EqualTo((10, true)));

    [TestCaseSource(nameof(Estimators))]
    public void Every_estimator_is_metered_in_full_and_keeps_its_budget(string id)
    {
        const long Budget = 20_000_000;
        var result = Run(id, Model(d: 4, n: 3), Quantity.Accuracy, Budget);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Outcome, Is.EqualTo(Outcome.Completed), result.Message);
            Assert.That(result.Compute.Grade, Is.EqualTo(MeteringGrade.Full));
            Assert.That(result.Compute.Unmetered, Is.Empty);
            Assert.That(result.Compute.DeclaredFlops, Is.Zero);
            Assert.That(result.Compute.Flops, Is.EqualTo(PriceTable.Default.Price(result.Compute.Operations)).And.InRange(0, Budget));
        }
    }

    // science.md's price of a sample, the sum of the losses, and what is done once at the end: the mean is a division; its standard error a product, a difference, a maximum with 0, two divisions
    // and a root. Random numbers are counted, and cost nothing.
    [TestCase(16, 10, 5247)]
    [TestCase(4, 3, 111)]
    public void Monte_Carlo_costs_the_formula_and_one_sum_a_sequence(int d, int n, long formula)
    {
        const long Samples = 200;
        var model = Model(d, n);
        var result = Run("monte-carlo", model, Quantity.Accuracy, (Samples * (formula + 1)) + 7);

        var end = OperationCounts.Of((MultiplyDouble, 1), (AddDouble, 1), (CompareDouble, 1), (DivideDouble, 3), (SquareRootDouble, 1));
        var perSequence = model.SamplingOperations(Quantity.Accuracy) + OperationCounts.Of((AddDouble, 1), (GaussianDraw, n));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Compute.Operations, Is.EqualTo((perSequence * Samples) + end));
            Assert.That(result.Compute.Flops, Is.EqualTo((Samples * (formula + 1)) + 7));
            Assert.That(result.Compute.SetUpFlops, Is.Zero);
        }
    }

    [Test]
    public void The_sample_estimator_costs_the_formula_and_one_sum_a_sequence()
    {
        var model = Model(d: 4, n: 3);
        var result = Run("hello", model, Quantity.Accuracy, 100_000);

        long samples = result.Compute.Operations[GaussianDraw] / 3;
        Assert.That(samples, Is.GreaterThan(100_000 / 113));
        Assert.That(
            result.Compute.Operations,
            Is.EqualTo(((model.SamplingOperations(Quantity.Accuracy) + OperationCounts.Of((AddDouble, 1), (GaussianDraw, 3))) * samples) + OperationCounts.Of((DivideDouble, 1))));
    }

    private static ReluRnn Model(int d, int n)
    {
        var random = new RandomStream(RandomAddress.Root(1));
        float[] Weights(int count)
        {
            float[] weights = new float[count];
            random.FillGaussian(weights);
            return weights;
        }

        return ReluRnn.Create(n, Weights(d), Weights(d * d), Weights(n * d));
    }

    private CellResult Run(string id, Model model, Quantity quantity, long budget)
    {
        Assert.That(Catalog.TryFind(id, out var estimator), Is.True);
        byte[]? advice = null;
        if (estimator!.UsesAdvice)
        {
            var job = new AdviceJob(estimator, model, SequenceTask.SecondArgmax, quantity, new WeightNoise(WeightNoiseKind.Relative, 0.01), RandomAddress.Root(2), TimeLimit: null);
            var prepared = _executor.Prepare(job, CancellationToken.None);
            Assert.That((prepared.Outcome, prepared.Compute.Grade), Is.EqualTo((Outcome.Completed, MeteringGrade.Full)), prepared.Message);
            advice = prepared.Advice;
        }

        var request = new CellRequest(
            estimator, model, SequenceTask.SecondArgmax, quantity, budget, RandomAddress.Root(3), advice is null ? null : (ReadOnlyMemory<byte>?)advice, TimeLimit: null);
        return _executor.Execute(request, CancellationToken.None);
    }
}
