using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary>A page of the documentation; the pages are inside this program.</summary>
/// <param name="Name">Name of the page's file without <c>.md</c>.</param>
/// <param name="IsEstimator">Whether the page is about an estimator that ships.</param>
/// <param name="Markdown">The page.</param>
internal sealed record HelpTopic(string Name, bool IsEstimator, string Markdown)
{
    private const string Pages = "docs/";
    private const string EstimatorPages = "docs/estimators/";
    private const string Extension = ".md";

    private static readonly Lazy<IReadOnlyList<HelpTopic>> Shipped = new(ReadAll);

    /// <summary>Every page, by name; those about estimators last.</summary>
    public static IReadOnlyList<HelpTopic> All => Shipped.Value;

    /// <summary>The page's first heading.</summary>
    public string Title => TerminalPage.Title(Markdown) ?? Name;

    /// <summary>The page of a name, with or without <c>.md</c>; of an estimator that shares its page with others, such as <c>trained-quadrature-16</c>, that page.</summary>
    /// <param name="name">The name.</param>
    /// <param name="verbs">What else may have been meant.</param>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static HelpTopic Find(string name, IEnumerable<string> verbs)
    {
        string bare = name.EndsWith(Extension, StringComparison.Ordinal) ? name[..^Extension.Length] : name;
        return All.FirstOrDefault(topic => string.Equals(topic.Name, bare, StringComparison.Ordinal))
            ?? All.FirstOrDefault(topic => topic.IsEstimator && bare.StartsWith(topic.Name + "-", StringComparison.Ordinal))
            ?? throw new UserErrorException($"There is no help on '{name}'{NearestName.DidYouMean(bare, [.. verbs, .. All.Select(topic => topic.Name)])}; `algzoo help` lists the topics.");
    }

    private static IReadOnlyList<HelpTopic> ReadAll()
    {
        var assembly = typeof(HelpTopic).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(resource => resource.StartsWith(Pages, StringComparison.Ordinal))
                .Select(resource =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                    return new HelpTopic(Path.GetFileNameWithoutExtension(resource), resource.StartsWith(EstimatorPages, StringComparison.Ordinal), reader.ReadToEnd());
                })
                .OrderBy(topic => topic.IsEstimator)
                .ThenBy(topic => topic.Name, StringComparer.Ordinal),
        ];
    }
}
