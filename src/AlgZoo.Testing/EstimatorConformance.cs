using AlgZoo.Conformance;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace AlgZoo.Testing;

/// <summary>
/// The conformance checks of one estimator, one NUnit test per check, as <c>algzoo validate</c> runs them but in the test process, where a debugger reaches the estimator. The whole of a test class:
/// <code>
/// [TestFixture]
/// public sealed class ConformanceTests() : EstimatorConformance(typeof(MyEstimator));
/// </code>
/// </summary>
/// <remarks>
/// The attribute is not idle: NUnit looks for tests only in assemblies that refer to it, which the base class alone does not make one do. The plugin is the assembly of the estimator's type, which is loaded once more, metered, beside the one that the tests themselves use. A failed check fails its test with what was found and the remedy; a
/// warning is NUnit's warning; a check that does not apply is ignored. A stack overflow or <see cref="Environment.FailFast(string)"/> in the estimator ends the test process: <c>algzoo validate</c> survives that.
/// </remarks>
/// <param name="estimator">The estimator's class: public, with <see cref="EstimatorAttribute"/>.</param>
/// <param name="estimatorOptions">What stands behind the id where options are to be checked (<c>levels=3</c>); default none.</param>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public abstract class EstimatorConformance(Type estimator, string estimatorOptions = "")
{
    private ConformanceSession? _session;

    /// <summary>The cases of <see cref="Conforms"/>: one per check, named by its id.</summary>
    public static IEnumerable<ITestCaseData> Checks => ConformanceChecks.All.Select(check => new TestCaseData(check).SetArgDisplayNames(check.Id));

    /// <summary>How the checks are run; default in this process, with the usual limits. What it says about estimators and checks is not used.</summary>
    protected virtual ConformanceOptions Options { get; } = new() { Isolation = PluginIsolation.None };

    /// <summary>Finds the plugin.</summary>
    /// <exception cref="ArgumentException">The type has no <see cref="EstimatorAttribute"/>.</exception>
    [OneTimeSetUp]
    public void OpenSession() => _session = ConformanceSession.Open(PluginUnderTest.PathOf(estimator), Options with { Estimators = [PluginUnderTest.PatternOf(estimator, estimatorOptions)] });

    /// <summary>Unloads the plugin.</summary>
    [OneTimeTearDown]
    public void CloseSession() => _session?.Dispose();

    /// <summary>Runs one check.</summary>
    /// <param name="check">The check.</param>
    [TestCaseSource(nameof(Checks))]
    public void Conforms(ConformanceCheck check)
    {
        var result = _session!.Run(check, Subject(check), TestContext.CurrentContext.CancellationToken);
        switch (result.Verdict)
        {
            case ConformanceVerdict.Failed:
                Assert.Fail($"{result.Finding}\nAsked: {check.Requirement}\nRemedy: {check.Remedy}");
                break;
            case ConformanceVerdict.Warning:
                Assert.Warn($"{result.Finding}\nRemedy: {check.Remedy}");
                break;
            case ConformanceVerdict.Skipped:
                Assert.Ignore(result.Finding);
                break;
            default:
                Assert.Pass(result.Finding);
                break;
        }
    }

    private EstimatorInfo? Subject(ConformanceCheck check)
    {
        if (ConformanceChecks.IsOfPlugin(check))
        {
            return null;
        }

        if (_session!.Estimators.Count == 0)
        {
            Assert.Ignore("not checked, because the plugin cannot be loaded");
        }

        return _session.Estimators[0];
    }
}
