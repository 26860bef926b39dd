using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AlgZoo.Cli.Tests;

/// <summary>The documentation in the terminal.</summary>
public sealed partial class HelpTopicTests
{
    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    private static IEnumerable<string> Pages => HelpTopic.All.Select(topic => topic.Name);

    [TestCaseSource(nameof(Pages))]
    public void Every_page_fits_and_has_no_markup(string name)
    {
        var topic = HelpTopic.All.Single(topic => topic.Name == name);
        foreach (int width in new[] { 60, 80, 100 })
        {
            var lines = TerminalPage.Render(topic.Markdown, width);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(topic.Title, Does.StartWith(lines[0].ToString()));
                Assert.That(lines.Where(line => line.Width > width && !IsCode(line) && !IsRowOfTable(line)).Select(line => line.ToString()), Is.Empty);
                Assert.That(lines.Select(WithoutCode).Where(text => Markup().IsMatch(text)), Is.Empty);
            }
        }
    }

    [Test]
    public void Without_a_topic_the_pages_and_estimators_are_listed()
    {
        string output = _algzoo.Run("help").EndsWith(0).Output;

        Assert.That(output, Does.Match(@"(?m)^scores +What the scores mean$").And.Match(@"(?m)^zoo\.md +The models that ship$").And.Contains("order-sobol").And.Contains("run, truth, inspect"));
        Assert.That(_algzoo.Run("help", "--json").EndsWith(0).Json.Items("topics").Select(topic => topic.Text("name")), Is.EqualTo(Pages));
    }

    [Test]
    public void A_page_is_plain_text_in_a_pipe()
    {
        string[] lines = _algzoo.Run("help", "scores").EndsWith(0).Output.Split('\n');

        Assert.That(lines, Has.Some.EqualTo("One cell").And.All.Length.LessThanOrEqualTo(130));
        var json = _algzoo.Run("help", "scores", "--json").EndsWith(0).Json;
        Assert.That(json.Text("title"), Is.EqualTo("What the scores mean"));
        Assert.That(json.Text("markdown"), Does.StartWith("# What the scores mean\n"));
    }

    [Test]
    public void A_verb_shows_its_options() =>
        Assert.That(_algzoo.Run("help", "zoo", "pull").EndsWith(0).Output, Is.EqualTo(_algzoo.Run("zoo", "pull", "--help").Output).And.Contains("Usage:"));

    [TestCase("zoo.md", "The models that ship")]
    [TestCase("order-sobol", "order-sobol")]
    [TestCase("trained-quadrature-16", "trained-quadrature")]
    public void A_page_that_shares_its_name_or_its_place_is_found(string topic, string title) =>
        Assert.That(HelpTopic.Find(topic, []).Title, Does.StartWith(title));

    [Test]
    public void A_long_page_in_a_terminal_goes_through_the_pager()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Assert.Ignore("needs script of util-linux");
        }

        string line = $"stty rows 24 cols 80; PAGER='sed s/^/PAGED:/' dotnet '{Path.Combine(Command.BuildFolder, "algzoo.dll")}'";
        Assert.That(InTerminal($"{line} help scores"), Has.All.StartsWith("PAGED:").And.Some.Contains("\e[0;1mOne cell\e[0m"));
        Assert.That(InTerminal($"NO_COLOR=1; export NO_COLOR; {line} help chance"), Has.None.StartsWith("PAGED:").And.Some.EqualTo("chance").And.None.Contains("\e[0;"));
    }

    private static string[] InTerminal(string line)
    {
        using var process = Process.Start(new ProcessStartInfo("script", ["-qec", line, "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false, Environment = { ["TERM"] = "xterm" } })!;
        var output = process.StandardOutput.ReadToEndAsync();
        if (!output.Wait(TimeSpan.FromMinutes(4)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"It did not end: {line}");
        }

        return [.. output.Result.Replace("\e[?1h\e=", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private static bool IsCode(StyledText line) => WithoutCode(line).Trim().Length == 0;

    // Two columns, or a later line of a cell that is not the first.
    private static bool IsRowOfTable(StyledText line) => line.ToString()[3..].Contains("  ", StringComparison.Ordinal);

    private static string WithoutCode(StyledText line) => EscapeCode().Replace(CodeRun().Replace(line.ToAnsi(), ""), "");

    [GeneratedRegex(@"\e\[0(;\d)*;36m[^\e]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeRun();

    [GeneratedRegex(@"\e\[[0-9;]*m", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapeCode();

    [GeneratedRegex(@"\*\*|`|\]\(|<!--|-->|\|--|^\s*#+ |\\[_*|]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();
}
