using AlgZoo.Hosting;

namespace AlgZoo.Conformance.Tests;

/// <summary>
/// Estimators with one fault each (tests/Fixtures/Faulty, <c>faulty-CHECK</c> or <c>faulty-CHECK-VARIANT</c>) fail the check that looks for it and no other; those without a fault fail none. All seeds are fixed: what is random in an
/// estimate is the same in every run.
/// </summary>
public sealed class FaultyEstimatorTests
{
    private const string Prefix = "faulty-";

    private ConformanceSession _inWorkers = null!;
    private ConformanceSession _inProcess = null!;

    private static IEnumerable<string> Estimators => PluginCatalog.Discover([PluginPaths.Faulty]).Estimators.Select(estimator => estimator.Id);

    [OneTimeSetUp]
    public void Open()
    {
        _inWorkers = ConformanceSession.Open(PluginPaths.Faulty, PluginPaths.Options());
        _inProcess = ConformanceSession.Open(PluginPaths.Faulty, PluginPaths.Options() with { Isolation = PluginIsolation.None });
    }

    [OneTimeTearDown]
    public void Close()
    {
        _inWorkers.Dispose();
        _inProcess.Dispose();
    }

    [TestCaseSource(nameof(Estimators))]
    public void An_estimator_fails_its_check_and_no_other(string id) => AssertFailsItsCheck(_inWorkers, id);

    [TestCase("faulty-construction")]
    [TestCase("faulty-supports")]
    [TestCase("faulty-determinism")]
    [TestCase("faulty-seeds")]
    [TestCase("faulty-kind")]
    [TestCase("faulty-budget")]
    [TestCase("faulty-culture")]
    [TestCase("faulty-directory")]
    [TestCase("faulty-clock")]
    [TestCase("faulty-edge-cases")]
    [TestCase("faulty-advice")]
    public void An_estimator_in_this_process_fails_its_check_and_no_other(string id) => AssertFailsItsCheck(_inProcess, id);

    [TestCase("faultless-sampling", "kind", "advice")]
    [TestCase("faultless-deduction", "advice")]
    [TestCase("faultless-constant", "advice")]
    [TestCase("faultless-advice", "permutation", "rescaling")]
    public void A_faultless_estimator_is_spared_only_what_does_not_apply(string id, params string[] spared)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var result in Results(_inWorkers, id).Concat(Results(_inProcess, id)))
            {
                Assert.That(result.Verdict, Is.EqualTo(spared.Contains(result.Check.Id) ? ConformanceVerdict.Skipped : ConformanceVerdict.Passed), Line(result));
            }
        }
    }

    [Test]
    public void Every_check_of_an_estimator_has_a_faulty_one() =>
        Assert.That(Estimators.Select(CheckOf).OfType<string>().Distinct(), Is.EquivalentTo(ConformanceChecks.All.Where(check => !ConformanceChecks.IsOfPlugin(check)).Select(check => check.Id)));

    private static string? CheckOf(string id) => id.StartsWith(Prefix, StringComparison.Ordinal)
        ? ConformanceChecks.All.Select(check => check.Id).Single(check => (id + '-').StartsWith($"{Prefix}{check}-", StringComparison.Ordinal))
        : null;

    private static void AssertFailsItsCheck(ConformanceSession session, string id)
    {
        Assume.That(OperatingSystem.IsLinux() || !id.EndsWith("native", StringComparison.Ordinal), $"{id} needs Linux.");
        var results = Results(session, id);
        string[] expected = CheckOf(id) is { } check ? [check] : [];

        Assert.That(results.Where(result => result.Verdict == ConformanceVerdict.Failed).Select(result => result.Check.Id), Is.EqualTo(expected), string.Join('\n', results.Select(Line)));
        Assert.That(results.Select(result => result.Verdict), Has.None.EqualTo(ConformanceVerdict.Warning), string.Join('\n', results.Select(Line)));
    }

    private static string Line(ConformanceResult result) => $"{result.Check.Id} {result.Verdict}: {result.Finding}";

    private static ConformanceResult[] Results(ConformanceSession session, string id)
    {
        var estimator = session.Estimators.Single(estimator => string.Equals(estimator.Id, id, StringComparison.Ordinal));
        return [.. session.Checks.Where(check => !ConformanceChecks.IsOfPlugin(check)).Select(check => session.Run(check, estimator, CancellationToken.None))];
    }
}
