using AlgZoo.Tests.Support;

namespace AlgZoo.Conformance.Tests;

/// <summary>docs/conformance.md has a section for each check, with its own words.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] Sections = File.ReadAllText(Path.Combine(OriginalModels.RepositoryRoot, "docs", "conformance.md")).ReplaceLineEndings("\n").Split("\n## ");

    [Test]
    public void Every_check_has_a_section_in_the_order_in_which_they_run() =>
        Assert.That(Sections.Select(Heading).SkipWhile(heading => !string.Equals(heading, "loads", StringComparison.Ordinal)), Is.EqualTo(ConformanceChecks.All.Select(check => check.Id)));

    [TestCaseSource(typeof(ConformanceChecks), nameof(ConformanceChecks.All))]
    public void The_section_says_what_is_asked_and_what_to_do(ConformanceCheck check)
    {
        string[] paragraphs = Sections.Single(section => string.Equals(Heading(section), check.Id, StringComparison.Ordinal)).TrimEnd().Split("\n\n");

        Assert.That(paragraphs[1], Is.EqualTo(check.Requirement));
        Assert.That(paragraphs[^1], Is.EqualTo("**Remedy.** " + check.Remedy));
    }

    private static string Heading(string section) => section[..section.IndexOf('\n', StringComparison.Ordinal)];
}
