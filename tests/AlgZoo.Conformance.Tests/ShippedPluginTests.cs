using AlgZoo.Hosting;

namespace AlgZoo.Conformance.Tests;

/// <summary>The plugins that ship, and the sample, pass every check. All seeds are fixed: an estimate that is right and fails a check by chance would do so in every run, or in none.</summary>
public sealed class ShippedPluginTests
{
    private ConformanceSession _session = null!;

    private static IEnumerable<string> Estimators => PluginCatalog.Discover([PluginPaths.Shipped]).Estimators.Select(estimator => estimator.Id);

    [OneTimeSetUp]
    public void Open() => _session = ConformanceSession.Open(PluginPaths.Shipped, PluginPaths.Options());

    [OneTimeTearDown]
    public void Close() => _session.Dispose();

    [Test]
    public void All_are_found()
    {
        string[] projects = Directory.GetFiles(Path.Combine(AlgZoo.Tests.Support.OriginalModels.RepositoryRoot, "plugins"), "*.csproj", SearchOption.AllDirectories);
        Assert.That(_session.Estimators.Select(estimator => estimator.Plugin).Distinct(), Is.EquivalentTo(projects.Select(Path.GetFileNameWithoutExtension)));
    }

    [TestCaseSource(nameof(Estimators))]
    public void A_shipped_estimator_fails_nothing(string id)
    {
        var estimator = _session.Estimators.Single(estimator => string.Equals(estimator.Id, id, StringComparison.Ordinal));
        AssertPassed(_session.Checks.Where(check => !ConformanceChecks.IsOfPlugin(check)).Select(check => _session.Run(check, estimator, CancellationToken.None)));
    }

    [Test]
    public void The_sample_fails_nothing() => AssertPassed(ConformanceRun.Validate(PluginPaths.Sample, PluginPaths.Options(), CancellationToken.None));

    private static void AssertPassed(IEnumerable<ConformanceResult> results)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var result in results)
            {
                Assert.That(result.Verdict, Is.AnyOf(ConformanceVerdict.Passed, ConformanceVerdict.Skipped), $"{result.Check.Id}: {result.Finding}");
                TestContext.Out.WriteLine($"{result.Estimator} {result.Check.Id} {result.Verdict} in {result.Seconds:F2} s: {result.Finding}");
            }
        }
    }
}
