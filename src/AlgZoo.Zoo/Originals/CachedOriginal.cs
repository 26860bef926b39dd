namespace AlgZoo.Zoo;

/// <summary>A file of the original zoo in the cache.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">The SHA-256 that was recorded when it was first used, in lower-case hexadecimal; null where it has not been used.</param>
/// <param name="Recorded">When it was first used; null where it has not been.</param>
public sealed record CachedOriginal(OriginalFile File, long Bytes, string? Sha256, DateTimeOffset? Recorded);
