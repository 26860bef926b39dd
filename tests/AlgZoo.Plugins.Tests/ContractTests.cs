namespace AlgZoo.Tests.Plugins;

/// <summary>What holds for every shipped estimator.</summary>
public sealed class ContractTests
{
    private static IEnumerable<Type> Shipped => ShippedEstimators.Types;

    [Test]
    public void Every_plugin_project_has_an_estimator()
    {
        string plugins = Path.Combine(Support.OriginalModels.RepositoryRoot, "plugins");
        Assert.That(
            Shipped.Select(type => type.Assembly.GetName().Name).Distinct(),
            Is.EquivalentTo(Directory.GetFiles(plugins, "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension)));
    }

    [TestCaseSource(nameof(Shipped))]
    public void A_plugin_exports_estimators_only(Type estimator) =>
        Assert.That(estimator.Assembly.GetExportedTypes(), Has.All.Matches<Type>(type => typeof(IMechanisticEstimator).IsAssignableFrom(type)));

    [TestCaseSource(nameof(Shipped))]
    public void Each_has_a_one_line_summary(Type estimator)
    {
        Assert.That(ShippedEstimators.Attribute(estimator).Summary, Is.Not.Empty);
        Assert.That(ShippedEstimators.Attribute(estimator).Summary, Does.Not.Contain('\n'));
    }

    // A page may describe a family: trained-quadrature.md those of 16 and of 64 points.
    [TestCaseSource(nameof(Shipped))]
    public void Each_has_a_page(Type estimator)
    {
        string id = ShippedEstimators.Id(estimator);
        var pages = Directory.GetFiles(Path.Combine(Support.OriginalModels.RepositoryRoot, "docs", "estimators"), "*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.That(pages, Has.Some.Matches<string>(page => id.StartsWith(page!, StringComparison.Ordinal)));
    }

    [TestCaseSource(nameof(Shipped))]
    public void Each_refuses_a_missing_problem(Type estimator)
    {
        var instance = ShippedEstimators.Create(estimator);
        Assert.That(() => instance.Supports(null!), Throws.ArgumentNullException);
        Assert.That(() => instance.Estimate(null!, CancellationToken.None), Throws.ArgumentNullException);
    }
}
