using System.Collections.Concurrent;
using AlgZoo.Evaluation;
using AlgZoo.Tests.Support;
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

    private static readonly (Model Model, SequenceTask Task)[] Questions =
    [
        (Model(4, 3), SequenceTask.SecondArgmax), (Model(4, 4), SequenceTask.Argmedian), (Model(3, 6), SequenceTask.Argmax), (Model(3, 5, 1), SequenceTask.Median), (Transformer(4, 4), SequenceTask.LongestCycle),
    ];

    // The published argument holds for it: nothing is left to the whole-number arithmetic that exact-cones has to declare.
    private static readonly (Model Model, SequenceTask Task)[] TwoByTwo = [(ReluRnn.Create(2, [1, -1], [-0.4f, 2.1f, 1.1f, -0.75f], [1, -4.4f, -1, 4.4f]), SequenceTask.SecondArgmax)];

    private readonly ConcurrentDictionary<(string Id, Model Model), byte[]> _advice = [];
    private InProcessCellExecutor _executor = null!;

    private static IEnumerable<string> Estimators => Catalog.Estimators.Select(estimator => estimator.Id);

    [SetUp]
    public void Start() => _executor = new InProcessCellExecutor(Catalog, MeteredPlugins.Folder, NullLoggerFactory.Instance, TimeProvider.System);

    [TearDown]
    public void Stop() => _executor.Dispose();

    [Test]
    public void All_and_the_sample_are_there()
    {
        string[] projects = Directory.GetFiles(Path.Combine(AlgZoo.Tests.Support.OriginalModels.RepositoryRoot, "plugins"), "*.csproj", SearchOption.AllDirectories);
        Assert.That(Catalog.Problems, Is.Empty);
        Assert.That(Catalog.Estimators.Select(estimator => estimator.Plugin).Distinct(), Is.EquivalentTo(projects.Select(Path.GetFileNameWithoutExtension).Append("HelloEstimator")));
    }

    // From what barely buys anything to what is never spent: whatever an estimator plans, it keeps to its budget.
    [TestCaseSource(nameof(Estimators))]
    public void Every_estimator_is_metered_in_full_and_keeps_every_budget(string id)
    {
        long[] budgets = [1, 300, 3_000, 10_000, 30_000, 100_000, 250_000, 1_000_000, 5_000_000];
        bool isEverCompleted = false;
        using (Assert.EnterMultipleScope())
        {
            foreach (var (model, task) in string.Equals(id, "article-two-by-two", StringComparison.Ordinal) ? TwoByTwo : Questions)
            {
                foreach (long budget in budgets)
                {
                    var result = Run(id, model, task, budget);
                    string cell = $"{task.Name} {model.HiddenSize}, {model.SequenceLength} at {budget}: {result.Message}";
                    Assert.That(result.Outcome, Is.AnyOf(Outcome.Completed, Outcome.NotSupported), cell);
                    Assert.That(result.Compute.Grade, Is.EqualTo(MeteringGrade.Full), cell);
                    Assert.That(result.Compute.DeclaredFlops, Is.Zero, cell);
                    Assert.That(result.Compute.Flops, Is.EqualTo(PriceTable.Default.Price(result.Compute.Operations)).And.InRange(0, budget), cell);
                    isEverCompleted |= result.Outcome == Outcome.Completed;
                }
            }

            Assert.That(isEverCompleted, Is.True);
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
        var result = Run("monte-carlo", model, SequenceTask.SecondArgmax, (Samples * (formula + 1)) + 7);

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
        var result = Run("hello", model, SequenceTask.SecondArgmax, 100_000);

        long samples = result.Compute.Operations[GaussianDraw] / 3;
        Assert.That(samples, Is.GreaterThan(100_000 / 113));
        Assert.That(
            result.Compute.Operations,
            Is.EqualTo(((model.SamplingOperations(Quantity.Accuracy) + OperationCounts.Of((AddDouble, 1), (GaussianDraw, 3))) * samples) + OperationCounts.Of((DivideDouble, 1))));
    }

    private static ReluRnn Model(int d, int n) => Model(d, n, n);

    private static ReluRnn Model(int d, int n, int outputSize)
    {
        var random = new RandomStream(RandomAddress.Root(1));
        float[] Weights(int count)
        {
            float[] weights = new float[count];
            random.FillGaussian(weights);
            return weights;
        }

        return ReluRnn.Create(n, Weights(d), Weights(d * d), Weights(outputSize * d));
    }

    private static AttentionTransformer Transformer(int d, int n)
    {
        var random = new RandomStream(RandomAddress.Root(1));
        WeightTensor Weights(string name, int rows)
        {
            float[] weights = new float[rows * d];
            random.FillGaussian(weights);
            return new WeightTensor(name, [rows, d], weights);
        }

        return new AttentionTransformer(
            [
                Weights(AttentionTransformer.EmbeddingName, n),
                Weights(AttentionTransformer.PositionEmbeddingName, n),
                Weights(AttentionTransformer.InProjectionName(0), 3 * d),
                Weights(AttentionTransformer.OutProjectionName(0), d),
                Weights(AttentionTransformer.InProjectionName(1), 3 * d),
                Weights(AttentionTransformer.OutProjectionName(1), d),
                Weights(AttentionTransformer.UnembeddingName, n),
            ]);
    }

    private CellResult Run(string id, Model model, SequenceTask task, long budget)
    {
        Assert.That(Catalog.TryFind(id, out var estimator), Is.True);
        byte[]? advice = null;
        if (estimator!.UsesAdvice)
        {
            advice = _advice.GetOrAdd((id, model), _ =>
            {
                var job = new AdviceJob(estimator, model, task, task.DefaultQuantity, new WeightNoise(WeightNoiseKind.Relative, 0.01), RandomAddress.Root(2), TimeLimit: null);
                var prepared = _executor.Prepare(job, CancellationToken.None);
                Assert.That((prepared.Outcome, prepared.Compute.Grade), Is.EqualTo((Outcome.Completed, MeteringGrade.Full)), prepared.Message);
                return prepared.Advice!;
            });
        }

        var request = new CellRequest(
            estimator, model, task, task.DefaultQuantity, budget, RandomAddress.Root(3), advice is null ? null : (ReadOnlyMemory<byte>?)advice, TimeLimit: null);
        return _executor.Execute(request, CancellationToken.None);
    }
}
