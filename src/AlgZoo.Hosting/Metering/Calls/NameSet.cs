using System.Collections.Frozen;

namespace AlgZoo.Hosting;

/// <summary>A set of names, some given by how they begin: <c>Load*</c>.</summary>
internal sealed class NameSet
{
    private readonly FrozenSet<string> _names;
    private readonly string[] _beginnings;

    /// <summary>Creates a set.</summary>
    /// <param name="names">Names, separated by spaces.</param>
    public NameSet(string names)
    {
        var all = names.Split(' ').ToLookup(name => name.EndsWith('*'));
        _names = all[false].ToFrozenSet(StringComparer.Ordinal);
        _beginnings = [.. all[true].Select(name => name[..^1])];
    }

    public bool Contains(string name) => _names.Contains(name) || Array.Exists(_beginnings, beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
