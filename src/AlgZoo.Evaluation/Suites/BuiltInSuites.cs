namespace AlgZoo.Evaluation;

/// <summary>The suites that ship.</summary>
public static class BuiltInSuites
{
    private const string Prefix = "AlgZoo.Evaluation.Suites.BuiltIn.";
    private const string Extension = ".yaml";

    /// <summary>Their names: <c>quick</c> (the default), <c>challenge</c>, <c>exact</c>, <c>seeds</c> and <c>zoo</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(BuiltInSuites).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a suite that ships.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The suite.</returns>
    /// <exception cref="SuiteException">There is no such suite.</exception>
    public static Suite Get(string name)
    {
        using var stream = typeof(BuiltInSuites).Assembly.GetManifestResourceStream(Prefix + name + Extension)
            ?? throw new SuiteException($"There is no suite '{name}'{NearestName.DidYouMean(name, Names)}; there are {string.Join(", ", Names)}, or give the path of a YAML file.");
        using var reader = new StreamReader(stream);
        return SuiteReader.Read(reader.ReadToEnd(), name + Extension);
    }
}
