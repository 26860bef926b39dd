namespace AlgZoo.Hosting;

/// <summary>What a worker process may use for all its life.</summary>
/// <param name="MemoryBytes">Managed and native memory together; null for no limit.</param>
/// <param name="OpenFiles">File descriptors.</param>
internal sealed record WorkerLimits(long? MemoryBytes, int OpenFiles)
{
    /// <summary>Enough for .NET, a plugin with many dependencies, and some files of its own.</summary>
    public const int UsualOpenFiles = 512;

    // The managed heap ends first, so that overuse becomes an exception with a stack; the rest is for code, stacks and native memory.
    private const double ManagedShare = 0.75;

    /// <summary>The limit of the managed heap; null for none.</summary>
    public long? ManagedBytes => (long?)(MemoryBytes * ManagedShare);
}
