namespace AlgZoo.Zoo;

/// <summary>What became of a file that was to be downloaded.</summary>
/// <param name="File">The file.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Bytes">Its size; 0 where it is not in the folder.</param>
/// <param name="Problem">Why it is not there, with the remedy where there is one; null where it is.</param>
public sealed record PulledOriginal(OriginalFile File, PullOutcome Outcome, long Bytes, string? Problem);

/// <summary>What became of a file that was to be downloaded.</summary>
public enum PullOutcome
{
    /// <summary>It was downloaded, checked, and is in the folder now.</summary>
    Downloaded,

    /// <summary>It was in the folder and is what was recorded when it was first used.</summary>
    AlreadyCached,

    /// <summary>The server does not have it, or sends something else or nothing of use.</summary>
    Failed,

    /// <summary>The server could not be reached, which ends the downloads.</summary>
    Unreachable,

    /// <summary>It was not asked for, because the server could not be reached before.</summary>
    NotTried,
}
