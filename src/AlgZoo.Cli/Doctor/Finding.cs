namespace AlgZoo.Cli;

/// <summary>How well something is.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, but slower or with less than there could be.</summary>
    Note,

    /// <summary>Something will not work.</summary>
    Problem,
}

/// <summary>What a check found.</summary>
/// <param name="Id">What was looked at.</param>
/// <param name="State">How well it is.</param>
/// <param name="Summary">What was found, in one line.</param>
/// <param name="Remedy">What to do about it, an instruction; null if it is as it should be.</param>
/// <param name="Detail">More, in one line; null for nothing more.</param>
internal sealed record Finding(string Id, FindingState State, string Summary, string? Remedy, string? Detail)
{
    public static Finding Ok(string id, string summary, string? detail = null) => new(id, FindingState.Ok, summary, Remedy: null, detail);

    public static Finding Note(string id, string summary, string remedy, string? detail = null) => new(id, FindingState.Note, summary, remedy, detail);

    public static Finding Problem(string id, string summary, string remedy, string? detail = null) => new(id, FindingState.Problem, summary, remedy, detail);
}
