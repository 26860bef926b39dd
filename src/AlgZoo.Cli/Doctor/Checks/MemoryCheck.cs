using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>The memory that there is.</summary>
/// <param name="Total">Bytes of the machine, or of the container if that has less.</param>
/// <param name="Available">Bytes that nobody uses; null where the system does not tell.</param>
/// <param name="AddressSpace">Bytes of addresses that this process may use (<c>ulimit -v</c>); null for no limit.</param>
/// <param name="Data">Bytes of private memory that this process may use (<c>ulimit -d</c>); null for no limit.</param>
internal sealed record MemoryFacts(long Total, long? Available, long? AddressSpace, long? Data);

/// <summary>Whether there is memory for estimators, and what limits it.</summary>
internal sealed class MemoryCheck : ICheck
{
    private const string Name = "memory";
    private const long Megabyte = 1 << 20;

    // What .NET, a model and a plain estimator take.
    private const long Little = 512 * Megabyte;

    public string Id => Name;

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        string[] limits = Lines("/proc/self/limits");
        long? kilobytes = Field(Lines("/proc/meminfo"), "MemAvailable:");
        yield return Judge(new MemoryFacts(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, kilobytes * 1024, Field(limits, "Max address space"), Field(limits, "Max data size")));
    }

    /// <summary>What to make of it.</summary>
    public static Finding Judge(MemoryFacts facts)
    {
        int limit = new Suite { Name = "", Models = [], Budgets = [] }.MemoryLimit;
        string summary = $"{ByteText.Of(facts.Total)}{(facts.Available is { } free ? $", of which {ByteText.Of(free)} available" : "")}; an estimator may use {ByteText.Of(limit * Megabyte)} (--memory-limit)";
        long? ceiling = facts.AddressSpace is null || facts.Data < facts.AddressSpace ? facts.Data : facts.AddressSpace;
        return facts switch
        {
            _ when ceiling < limit * Megabyte => Finding.Note(
                Name, $"{summary}, but this shell limits a process to {ByteText.Of(ceiling.Value)}", $"Lift the limit with `ulimit -{(ceiling == facts.Data ? 'd' : 'v')} unlimited`, or have it lifted, else estimators run out of memory sooner than --memory-limit says."),
            _ when Math.Min(facts.Total, facts.Available ?? facts.Total) < Little => Finding.Problem(Name, summary, "End other programs, or give the container more memory; then run with --jobs 1."),
            _ when facts.Total < limit * Megabyte => Finding.Note(
                Name, $"{summary}, more than there is", string.Create(CultureInfo.InvariantCulture, $"Run with --jobs 1 --memory-limit {Math.Max(Suite.MinimumMemoryLimit, facts.Total / Megabyte * 3 / 4)}, so that an estimator fails before the machine does.")),
            _ => Finding.Ok(Name, summary),
        };
    }

    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];

    // The first number behind a name; null where there is none, as for "unlimited".
    private static long? Field(string[] lines, string name) =>
        Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
        && line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, ..]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}
