using System.Text.RegularExpressions;
using AlgZoo.Tests.Support;

namespace AlgZoo.Reporting.Tests;

public sealed partial class DocumentationTests
{
    private static string Docs { get; } = Path.Combine(OriginalModels.RepositoryRoot, "docs");

    private static IEnumerable<string> Pages =>
        Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories).Append(Path.Combine(OriginalModels.RepositoryRoot, "README.md")).Select(path => Path.GetRelativePath(OriginalModels.RepositoryRoot, path)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Pages))]
    public void Every_link_within_the_repository_leads_to_a_file_and_a_heading(string page)
    {
        string path = Path.Combine(OriginalModels.RepositoryRoot, page);
        string[] broken = [.. Links().Matches(File.ReadAllText(path)).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal) && !Leads(path, target))];

        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void The_example_of_a_report_shows_the_numbers_beside_it()
    {
        string folder = Path.Combine(Docs, "examples", "challenge");

        HtmlScores.AssertEqual(HtmlPage.Parse(File.ReadAllText(Path.Combine(folder, "report.html"))), File.ReadAllBytes(Path.Combine(folder, "scores.json")));
    }

    // Headings of docs/troubleshooting.md that are a message and nothing else; an ellipsis stands for what differs.
    [Test]
    public void Messages_that_are_explained_are_messages_that_are_given()
    {
        string source = string.Concat(Directory.EnumerateFiles(Path.Combine(OriginalModels.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string[] messages = [.. Messages().Matches(File.ReadAllText(Path.Combine(Docs, "troubleshooting.md"))).Select(match => match.Groups["message"].Value)];

        Assert.That(messages, Has.Length.GreaterThan(20));
        Assert.That(messages.Where(message => !Array.TrueForAll(message.Split('…'), part => source.Contains(part, StringComparison.Ordinal))), Is.Empty);
    }

    private static bool Leads(string from, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? from : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(from)!, parts[0]));
        return parts.Length == 1 ? Path.Exists(path) : File.Exists(path) && Headings().Matches(File.ReadAllText(path)).Any(heading => Anchor(heading.Groups["text"].Value) == parts[1]);
    }

    // As code hosts make them of headings.
    private static string Anchor(string heading) => NoLetters().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex(@"^### `(?<message>[^`]+)`$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Messages();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoLetters();
}
