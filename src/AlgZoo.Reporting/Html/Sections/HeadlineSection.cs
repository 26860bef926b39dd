namespace AlgZoo.Reporting;

/// <summary>What the run shows in words, and what limits it.</summary>
internal static class HeadlineSection
{
    public static PageSection Of(RunReport report) => new("headline", "In short", $"""
        <p id="headline-text">{string.Join(' ', HeadlineWords.Of(report))}</p>
        <h3>Before you rely on it</h3>
        <ul id="notes">
        {ReadingNotes.Of(report).Select(note => (Html)$"<li>{note}</li>\n")}</ul>

        """);
}
