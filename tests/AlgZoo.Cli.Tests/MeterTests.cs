using System.Text.Json;
using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

public sealed class MeterTests
{
    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    public void A_shipped_plugin_is_metered_in_full()
    {
        var preview = _algzoo.Run("meter", Shipped("MonteCarlo"), "--json").EndsWith(0).Json;

        Assert.That(preview.Text("bestGrade"), Is.EqualTo("Full"));
        Assert.That(preview.Items("unmeteredCallees"), Is.Empty);
        var own = preview.Items("assemblies").Single();
        Assert.That(own.Text("name"), Is.EqualTo("MonteCarlo"));
        Assert.That(own.Number("countingMethods"), Is.InRange(1, own.Number("methods")));
        Assert.That(own.GetProperty("operations").GetProperty("addDouble").GetInt64(), Is.Positive);
        Assert.That(_algzoo.Run("meter", Shipped("MonteCarlo")).EndsWith(0).Output, Does.EndWith("grade: full\n"));
    }

    [Test]
    public void What_the_meter_cannot_see_is_listed_with_its_place()
    {
        var preview = _algzoo.Run("meter", Fixture("PrivateMathNet"), "--json").EndsWith(0).Json;

        var sort = preview.Items("unmeteredCallees").Single(callee => string.Equals(callee.Text("callee"), "System.Linq.Enumerable.OrderBy", StringComparison.Ordinal));
        Assert.That((sort.Text("kind"), sort.GetProperty("source").ValueKind), Is.EqualTo(((string?)"Arithmetic", JsonValueKind.Null)), "the library ships without symbols");
        Assert.That(sort.Text("caller"), Does.StartWith("MathNet.Numerics."));
        Assert.That(sort.Number("sites"), Is.Positive);
        Assert.That(_algzoo.Run("meter", Fixture("PrivateMathNet")).EndsWith(0).Output, Does.Match("grade: full, unless one of the [0-9]+ call sites above is executed: then partial"));
    }

    [Test]
    public void A_file_that_is_no_assembly_and_one_that_is_missing_are_one_line_each()
    {
        string text = _algzoo.Below("notes.dll");
        File.WriteAllText(text, "no assembly");

        Assert.That(_algzoo.Run("meter", text).EndsWith(3).Error, Does.Match(@"^algzoo: .*notes\.dll is not a \.NET assembly.*\n$"));
        Assert.That(_algzoo.Run("meter", _algzoo.Below("missing.dll")).EndsWith(1).Error, Does.Match(@"^algzoo: .*missing\.dll does not exist.*\n$"));
    }

    private static string Shipped(string name) => Path.Combine(Command.BuildFolder, "plugins", name, name + ".dll");

    private static string Fixture(string name) => Path.Combine(OriginalModels.RepositoryRoot, "artifacts", "fixtures", name, name + ".dll");
}
