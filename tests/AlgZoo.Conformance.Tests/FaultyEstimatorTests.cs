using AlgZoo.Evaluation;
using AlgZoo.Hosting;

namespace AlgZoo.Conformance.Tests;

/// <summary>
/// Estimators with one fault each (tests/Fixtures/Faulty, <c>faulty-CHECK</c> or <c>faulty-CHECK-VARIANT</c>) fail the check that looks for it and no other; those without a fault fail none. All seeds are fixed: what is random in an
/// estimate is the same in every run.
/// </summary>
[TestFixture(PluginIsolation.Process)]
[TestFixture(PluginIsolation.None)]
public sealed class FaultyEstimatorTests(PluginIsolation isolation)
{
    private const string Prefix = "faulty-";

    // They end the process that they run in, or stay in it.
    private static readonly string[] ProcessOnly = ["faulty-completes-crash", "faulty-cancellation"];

    private ConformanceSession _session = null!;

    private static IEnumerable<string> Estimators => PluginCatalog.Discover([PluginPaths.Faulty]).Estimators.Select(estimator => estimator.Id);

    [OneTimeSetUp]
    public void Open() => _session = ConformanceSession.Open(PluginPaths.Faulty, PluginPaths.Options(isolation));

    [OneTimeTearDown]
    public void Close() => _session.Dispose();

    [TestCaseSource(nameof(Estimators))]
    public void An_estimator_fails_its_check_and_no_other(string id)
    {
        Assume.That(isolation == PluginIsolation.Process || !ProcessOnly.Contains(id), $"{id} needs a process of its own.");
        Assume.That(OperatingSystem.IsLinux() || !id.EndsWith("native", StringComparison.Ordinal), $"{id} needs Linux.");
        var results = Results(id);

        string[] failed = [.. results.Where(result => result.Verdict == ConformanceVerdict.Failed).Select(result => result.Check.Id)];
        Assert.That(failed, Is.EqualTo(CheckOf(id) is { } expected ? [expected] : Array.Empty<string>()), string.Join('\n', results.Select(Line)));
    }

    [TestCase("faultless-sampling", "advice")]
    [TestCase("faultless-deduction", "advice")]
    [TestCase("faultless-constant", "advice")]
    [TestCase("faultless-advice", "permutation", "rescaling")]
    public void A_faultless_estimator_is_spared_only_what_does_not_apply(string id, params string[] spared)
    {
        var results = Results(id);

        using (Assert.EnterMultipleScope())
        {
            foreach (var result in results)
            {
                var expected = spared.Contains(result.Check.Id) ? ConformanceVerdict.Skipped : ConformanceVerdict.Passed;
                Assert.That(result.Verdict, Is.EqualTo(expected), Line(result));
            }
        }
    }

    [Test]
    public void Every_check_of_an_estimator_has_a_faulty_one() =>
        Assert.That(Estimators.Select(CheckOf).OfType<string>().Distinct(), Is.EquivalentTo(ConformanceChecks.All.Where(check => !ConformanceChecks.IsOfPlugin(check)).Select(check => check.Id)));

    private static string? CheckOf(string id) => id.StartsWith(Prefix, StringComparison.Ordinal)
        ? ConformanceChecks.All.Select(check => check.Id).Single(check => (id + '-').StartsWith($"{Prefix}{check}-", StringComparison.Ordinal))
        : null;

    private static string Line(ConformanceResult result) => $"{result.Check.Id} {result.Verdict}: {result.Finding}";

    private ConformanceResult[] Results(string id)
    {
        var estimator = _session.Estimators.Single(estimator => string.Equals(estimator.Id, id, StringComparison.Ordinal));
        return [.. _session.Checks.Where(check => !ConformanceChecks.IsOfPlugin(check)).Select(check => _session.Run(check, estimator, CancellationToken.None))];
    }
}
