using System.Text.Json;
using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

public sealed class ValidateTests
{
    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    public void A_shipped_plugin_passes_every_check_that_applies()
    {
        var result = _algzoo.Run("validate", Path.Combine(Command.BuildFolder, "plugins", "Chance", "Chance.dll")).EndsWith(0);

        Assert.That(result.Output, Does.Match(@"\n  determinism +passed +the same to the last bit").And.Match(@"\n  advice +skipped +it uses no advice").And.EndsWith("\n17 passed, 0 failed, 0 warnings, 1 skipped\n"));
        Assert.That(result.Error, Is.EqualTo("checking chance\n"));
    }

    [Test]
    public void A_fault_is_told_with_its_remedy()
    {
        var result = _algzoo.Run("validate", Faulty, "--estimator", "faulty-budget", "--check", "completes", "--check", "budget").EndsWith(2);

        Assert.That(result.Output, Does.Match(@"\n  budget +failed +it had spent [\d,]+ FLOPs of [\d,]+ when it was stopped").And.Match(@"\n +remedy +Plan with problem\.Budget").And.Match(@"\n\d passed, 1 failed, 0 warnings, \d skipped\n$"));
    }

    [Test]
    public void The_JSON_document_holds_every_result()
    {
        var document = _algzoo.Run("validate", Faulty, "--estimator", "faulty-budget", "--estimator", "faultless-constant", "--check", "loads", "--check", "budget", "--json").EndsWith(2).Json;

        Assert.That(document.Names(), Is.EqualTo(new[] { "path", "plugin", "estimators", "passed", "failed", "warnings", "skipped" }));
        Assert.That(document.Text("path"), Is.EqualTo(Faulty));
        Assert.That(document.Items("plugin").Select(check => (check.Text("check"), check.Text("verdict"))), Is.EqualTo(new[] { ("loads", "Passed") }));
        Assert.That(document.Items("estimators").Select(estimator => (estimator.Text("id"), estimator.Text("kind"))), Is.EqualTo(new[] { ("faultless-constant", "Trivial"), ("faulty-budget", "Sampling") }));
        JsonElement[] budgets = [.. document.Items("estimators").Select(estimator => estimator.Items("checks").Single())];
        Assert.That(budgets.Select(check => check.Text("verdict")), Is.EqualTo(new[] { "Passed", "Failed" }));
        Assert.That(budgets.Select(check => check.GetProperty("remedy").ValueKind), Is.EqualTo(new[] { JsonValueKind.Null, JsonValueKind.String }));
        Assert.That((document.Number("passed"), document.Number("failed"), document.Number("warnings"), document.Number("skipped")), Is.EqualTo((2, 1, 0, 0)));
    }

    [Test]
    public void What_is_no_plugin_fails_to_load()
    {
        string text = _algzoo.Below("notes.dll");
        File.WriteAllText(text, "no assembly");

        var result = _algzoo.Run("validate", text).EndsWith(2);

        Assert.That(result.Output, Does.Match(@"\n  loads +failed +.*notes\.dll: is not a \.NET assembly").And.EndsWith("\n0 passed, 1 failed, 0 warnings, 0 skipped\n"));
    }

    [Test]
    public void That_nothing_could_be_checked_has_an_exit_code_of_its_own() =>
        Assert.That(_algzoo.Run("validate", Path.Combine(Command.BuildFolder, "plugins", "Chance"), "--check", "advice").EndsWith(3).Output, Does.EndWith("\n0 passed, 0 failed, 0 warnings, 1 skipped\n"));

    [Test]
    public void The_checks_are_listed_in_the_order_in_which_they_run()
    {
        var checks = _algzoo.Run("list", "checks", "--json").EndsWith(0).Json.Items("checks");

        Assert.That(checks.Select(check => check.Text("id")).Take(4), Is.EqualTo(new[] { "loads", "construction", "supports", "completes" }));
        Assert.That(checks[0].Names(), Is.EqualTo(new[] { "id", "requirement", "remedy" }));
        Assert.That(_algzoo.Run("list", "checks").EndsWith(0).Output, Does.Match(@"\n  edge-cases +One neuron"));
    }

    private static string Faulty => Path.Combine(OriginalModels.RepositoryRoot, "artifacts", "fixtures", "Faulty", "Faulty.dll");
}
