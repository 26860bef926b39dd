namespace AlgZoo.Cli.Tests;

public sealed class ListTests
{
    private static readonly string[] Shipped =
    [
        "adaptive-slices", "antithetic", "article-two-by-two", "auto", "base-accuracy", "branch-and-bound", "chance", "covariance-propagation", "cumulant-propagation", "cycle-enumeration", "cycle-sampling", "exact-cones",
        "explicit-ranks", "group-design", "hessian-response", "linearised-pair", "linearised-ranks", "margin-network", "mean-accuracy", "mean-propagation", "monte-carlo", "order-sobol",
        "order-sobol-deterministic", "shrinkage", "sobol", "symmetric-cones", "trained-quadrature-16", "trained-quadrature-64", "whitened-antithetic",
    ];

    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    public void The_shipped_estimators_are_listed_as_JSON()
    {
        var list = _algzoo.Run("list", "estimators", "--json").EndsWith(0).Json;

        Assert.That(list.Names(), Is.EquivalentTo(new[] { "estimators", "problems" }));
        Assert.That(list.Items("problems"), Is.Empty);
        var estimators = list.Items("estimators");
        Assert.That(estimators.Select(estimator => estimator.Text("id")), Is.EqualTo(Shipped));
        foreach (var estimator in estimators)
        {
            Assert.That(estimator.Names(), Is.SupersetOf(new[] { "id", "kind", "usesAdvice", "summary", "plugin", "path", "sha256" }));
            Assert.That(estimator.Text("summary"), Is.Not.Empty);
            Assert.That(estimator.Text("path"), Does.Exist);
            Assert.That(estimator.Text("sha256"), Does.Match("^[0-9a-f]{64}$"));
        }

        Assert.That(estimators.Where(estimator => estimator.GetProperty("usesAdvice").GetBoolean()).Select(estimator => estimator.Text("id")), Is.EqualTo(new[]
        {
            "base-accuracy", "hessian-response", "margin-network", "mean-accuracy", "shrinkage", "trained-quadrature-16", "trained-quadrature-64",
        }));
    }

    [Test]
    public void A_file_that_is_no_plugin_is_one_named_line()
    {
        Directory.CreateDirectory(_algzoo.Below("mine"));
        File.WriteAllText(_algzoo.Below("mine/Bad.dll"), "not a library");

        string[] lines = _algzoo.Run("list", "estimators", "--plugins", "mine").EndsWith(0).Output.Split('\n');
        Assert.That(lines.Where(line => line.StartsWith("not loaded:", StringComparison.Ordinal)), Has.One.Items.And.One.Contains("Bad.dll"));
        Assert.That(Shipped, Has.All.Matches<string>(id => lines.Any(line => line.TrimStart().StartsWith(id + " ", StringComparison.Ordinal))));

        var problems = _algzoo.Run("list", "estimators", "--plugins", "mine", "--json").EndsWith(0).Json.Items("problems");
        Assert.That(problems, Has.Length.EqualTo(1));
        Assert.That(problems[0].Names(), Is.EqualTo(new[] { "path", "reason" }));
        Assert.That(problems[0].Text("path"), Is.EqualTo(_algzoo.Below("mine/Bad.dll")));
    }

    [Test]
    public void Models_are_listed_with_what_is_here()
    {
        var models = _algzoo.Run("list", "models", "--json").EndsWith(0).Json.Items("models");

        var here = models.Where(model => model.GetProperty("available").GetBoolean()).Select(model => model.Text("reference")).ToArray();
        Assert.That(here, Is.SupersetOf(new[] { "handcrafted:2", "handcrafted:3", "handcrafted:10", "trained:2nd_argmax_16_10", "trained:median_8_5", "trained:argmedian_8_5" }));
        Assert.That(models.Select(model => model.Text("reference")).Except(here), Has.All.StartsWith("zoo:").And.Some.EqualTo("zoo:example_2nd_argmax"));
        Assert.That(_algzoo.Run("list", "models").EndsWith(0).Output, Does.Contain("not on this machine").And.Contains("0.9538"));
    }

    [Test]
    public void Suites_are_listed()
    {
        var suites = _algzoo.Run("list", "suites", "--json").EndsWith(0).Json.Items("suites");

        Assert.That(suites.Select(suite => suite.Text("name")), Is.EquivalentTo(new[] { "challenge", "exact", "quick", "seeds", "zoo" }));
        Assert.That(suites.Single(suite => suite.Text("name") == "challenge").Items("budgets").Select(budget => budget.GetInt64()), Is.EqualTo(new[] { 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000 }));
        Assert.That(_algzoo.Run("list", "suites").EndsWith(0).Output, Does.Contain("1e4, 1e5, 1e6, 1e7, 1e8").And.Contains("trained:2nd_argmax_2_2").And.Contains(" and 113 more"));
    }

    [Test]
    public void Price_tables_are_listed_with_a_price_for_every_class()
    {
        var tables = _algzoo.Run("list", "price-tables", "--json").EndsWith(0).Json.Items("priceTables");

        Assert.That(tables.Select(table => table.Text("name")), Is.EqualTo(new[] { "default-1", "whest-0.12" }));
        Assert.That(tables.Select(table => table.GetProperty("prices").Names().Length), Has.All.EqualTo(20));
        Assert.That(tables.Select(table => (table.GetProperty("prices").Number("fusedDouble"), table.GetProperty("prices").Number("gaussianDraw"))), Is.EqualTo(new[] { (2.0, 0.0), (4.0, 16.0) }));
        Assert.That(_algzoo.Run("list", "price-tables").EndsWith(0).Output, Does.Match(@"(?m)^ *transcendentalDouble +16 +32 *$"));
    }

    [Test]
    public void Tasks_are_listed()
    {
        var tasks = _algzoo.Run("list", "tasks", "--json").EndsWith(0).Json.Items("tasks");

        Assert.That(tasks.Select(task => task.Text("name")), Is.EquivalentTo(new[] { "2nd_argmax", "argmedian", "median", "longest_cycle", "argmax", "argoutlier" }));
        Assert.That(tasks.Single(task => task.Text("name") == "median").Text("quantity"), Is.EqualTo("mean-squared-error"));
        Assert.That(_algzoo.Run("list", "tasks").EndsWith(0).Output, Does.Contain("longest_cycle").And.Contains("uniform tokens"));
    }
}
