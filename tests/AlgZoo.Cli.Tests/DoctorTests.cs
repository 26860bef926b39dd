using System.Text.Json;

namespace AlgZoo.Cli.Tests;

/// <summary><c>algzoo doctor</c> as a user sees it.</summary>
public sealed class DoctorTests
{
    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    public void Whatever_it_depends_on_is_looked_at()
    {
        var result = _algzoo.Run("doctor", "--json");
        var findings = result.Json.Items("findings");

        result.EndsWith(findings.Any(finding => finding.Text("state") == "problem") ? 2 : 0);
        Assert.That(result.Json.Names(), Is.EqualTo(new[] { "version", "findings" }));
        Assert.That(result.Json.Text("version"), Does.Match(@"^\d+\.\d+\.\d+"));
        Assert.That(result.Error, Is.Empty);
        Assert.That(findings.Select(finding => finding.Text("id")), Is.SupersetOf(new[]
        {
            "algzoo", "runtime", "sdk", "processor", "sampling-rate", "memory", "worker", "plugins", "cache", "write-access", "zoo", "clock", "console", "environment",
        }));
        using (Assert.EnterMultipleScope())
        {
            foreach (var finding in findings)
            {
                Assert.That(finding.Names(), Is.EqualTo(new[] { "id", "state", "summary", "detail", "remedy" }));
                Assert.That(finding.Text("summary"), Is.Not.Empty.And.Not.Contains('\n'));
                Assert.That(finding.Text("state"), Is.AnyOf("ok", "note", "problem"));
                Assert.That(finding.Text("remedy"), finding.Text("state") == "ok" ? Is.Null : Does.Match(@"^[A-Z].*\.$"));
            }
        }

        Assert.That(Of(findings, "zoo").Text("state"), Is.EqualTo("note"), "an unreachable server is no problem");
        Assert.That(Of(findings, "zoo").Text("summary"), Does.Contain("http://127.0.0.1:1/"));
        Assert.That(Of(findings, "zoo").Text("remedy"), Does.Contain("ALGZOO_BASE_ADDRESS").And.Contains("trained:"));
        Assert.That(Of(findings, "plugins").Text("summary"), Does.EndWith("26 plugins, 29 estimators"));
        Assert.That(Of(findings, "worker").Text("summary"), Does.StartWith("a worker process starts and answers in "));
    }

    [Test]
    public void What_is_wrong_is_named_last_with_its_remedy()
    {
        Directory.CreateDirectory(_algzoo.Below("mine"));
        File.WriteAllText(_algzoo.Below("mine/Bad.dll"), "not a library");
        File.WriteAllText(_algzoo.Below("file"), "no folder");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["ALGZOO_CACHE"] = _algzoo.Below("file/cache"), ["ALGZOO_PLUGIN"] = "mine" };

        using var process = _algzoo.Start(environment, "doctor", "--offline", "--plugins", "mine");
        string[] lines = process.Result().EndsWith(2).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.That(Remedy(lines, "problem", "plugins", "Bad.dll"), Does.StartWith("-> Remove it or give it its proper extension."));
        Assert.That(Remedy(lines, "problem", "cache", _algzoo.Below("file/cache")), Does.Contain("ALGZOO_CACHE"));
        Assert.That(Remedy(lines, "note", "environment", "ALGZOO_PLUGIN is set, which algzoo does not know (did you mean 'ALGZOO_PLUGINS'?)"), Does.StartWith("-> Unset ALGZOO_PLUGIN"));
        Assert.That(lines, Has.Some.Contains("was not asked (--offline)").And.Some.Contains("a worker process starts and answers"));
        string[] states = [.. lines.Select(line => line.Split(' ')[0]).Where(word => word is "ok" or "note" or "problem")];
        Assert.That(states, Is.Ordered.By("Length"), "ok, note, problem");
        Assert.That(lines[^1], Does.Match(@"^2 problems, \d+ notes?$"));
    }

    private static JsonElement Of(IEnumerable<JsonElement> findings, string id) => findings.First(finding => finding.Text("id") == id);

    // The line below the finding.
    private static string Remedy(string[] lines, string state, string id, string text)
    {
        int index = Array.FindIndex(lines, line => line.StartsWith(state + " ", StringComparison.Ordinal) && line.Contains($" {id} ", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal));
        Assert.That(index, Is.Not.Negative, $"{state} {id}: {text}\n{string.Join('\n', lines)}");
        return lines[index + 1];
    }
}
