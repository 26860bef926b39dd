using System.Reflection;
using AlgZoo.Plugins;

namespace AlgZoo.Tests.Plugins;

/// <summary>What holds for every shipped estimator.</summary>
public sealed class ContractTests
{
    private static readonly Type[] Shipped =
    [
        typeof(Chance), typeof(BaseAccuracy), typeof(MeanAccuracy), typeof(MonteCarlo), typeof(Antithetic), typeof(WhitenedAntithetic), typeof(Sobol),
        typeof(MeanPropagation), typeof(CovariancePropagation),
    ];

    private static readonly string[] Ids =
    [
        "chance", "base-accuracy", "mean-accuracy", "monte-carlo", "antithetic", "whitened-antithetic", "sobol", "mean-propagation", "covariance-propagation",
    ];

    [Test]
    public void Ids_are_the_published_ones() =>
        Assert.That(Shipped.Select(type => Attribute(type).Id), Is.EqualTo(Ids));

    [TestCaseSource(nameof(Shipped))]
    public void Each_is_alone_in_an_assembly_of_its_own_name(Type estimator)
    {
        Assert.That(estimator.Assembly.GetName().Name, Is.EqualTo(estimator.Name));
        Assert.That(estimator.Assembly.GetExportedTypes(), Is.EqualTo(new[] { estimator }));
    }

    [TestCaseSource(nameof(Shipped))]
    public void Each_has_a_one_line_summary(Type estimator)
    {
        Assert.That(Attribute(estimator).Summary, Is.Not.Empty);
        Assert.That(Attribute(estimator).Summary, Does.Not.Contain('\n'));
    }

    [TestCaseSource(nameof(Shipped))]
    public void Each_refuses_a_missing_problem(Type estimator)
    {
        var instance = (IMechanisticEstimator)Activator.CreateInstance(estimator)!;
        Assert.That(() => instance.Supports(null!), Throws.ArgumentNullException);
        Assert.That(() => instance.Estimate(null!, CancellationToken.None), Throws.ArgumentNullException);
    }

    private static EstimatorAttribute Attribute(Type type) => type.GetCustomAttribute<EstimatorAttribute>()!;
}
