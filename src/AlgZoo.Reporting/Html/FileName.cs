namespace AlgZoo.Reporting;

/// <summary>Paths name people and machines; pages that are published name files only.</summary>
internal static class FileName
{
    /// <summary>What follows the last separator of either kind of system: a run may be reported on another system than it ran on.</summary>
    public static string? Of(string? path) => path?[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
