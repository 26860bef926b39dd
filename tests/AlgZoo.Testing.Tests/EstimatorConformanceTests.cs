using AlgZoo.Conformance;
using AlgZoo.Plugins;
using NUnit.Framework.Internal;
using ThrowsInConstructor = AlgZoo.Fixtures.ThrowsInConstructor;

namespace AlgZoo.Testing.Tests;

/// <summary>As a test project of an author has it.</summary>
[TestFixture(typeof(MonteCarlo))]
public sealed class Conformance(Type estimator) : EstimatorConformance(estimator);

public sealed class EstimatorConformanceTests
{
    [Test]
    public void There_is_one_test_per_check() =>
        Assert.That(EstimatorConformance.Checks.Select(test => test.Arguments.Single()), Is.EqualTo(ConformanceChecks.All));

    [Test]
    public void A_failed_check_shows_what_was_found_and_what_to_do()
    {
        var check = ConformanceChecks.Find("construction");

        var failure = Run(typeof(ThrowsInConstructor), check);

        Assert.That(failure, Is.TypeOf<AssertionException>());
        Assert.That(failure.Message, Does.Contain(check.Requirement).And.Contain(check.Remedy).And.Contain("No such luck."));
    }

    [Test]
    public void A_check_that_does_not_apply_is_ignored() =>
        Assert.That(Run(typeof(MonteCarlo), ConformanceChecks.Find("advice")), Is.TypeOf<IgnoreException>());

    [Test]
    public void A_class_without_an_id_is_refused() =>
        Assert.That(() => Run(typeof(WithoutId), ConformanceChecks.Find("kind")), Throws.ArgumentException.With.Message.Contains("WithoutId has no [Estimator"));

    private sealed class WithoutId : IMechanisticEstimator
    {
        public bool Supports(EstimationProblem problem) => true;

        public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5);
    }

    // What an assertion throws; outside of this test's own result, which it would fail.
    private static Exception Run(Type estimator, ConformanceCheck check)
    {
        using var context = new TestExecutionContext.IsolatedContext();
        var fixture = new Conformance(estimator);
        fixture.OpenSession();
        try
        {
            return Assert.Catch(() => fixture.Conforms(check))!;
        }
        finally
        {
            fixture.CloseSession();
        }
    }
}
