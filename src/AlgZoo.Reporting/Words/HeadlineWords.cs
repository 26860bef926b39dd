namespace AlgZoo.Reporting;

/// <summary>What a run shows, in two or three sentences.</summary>
internal static class HeadlineWords
{
    /// <summary>The sentences, best news first; plain text.</summary>
    public static IReadOnlyList<string> Of(RunReport report) => [];
}
