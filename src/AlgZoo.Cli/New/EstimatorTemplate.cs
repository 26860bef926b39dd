using System.Text.Json;
using System.Text.RegularExpressions;

namespace AlgZoo.Cli;

/// <summary>The template <c>algzoo-estimator</c>, from the same files as the package AlgZoo.Templates: what it makes is what <c>dotnet new</c> makes, to the byte.</summary>
internal sealed partial class EstimatorTemplate
{
    /// <summary>What an estimator starts from unless another kind is asked for.</summary>
    public const string DefaultKind = "sampling";

    private const string Root = "template/";

    private readonly string _sourceName;
    private readonly string _idPlaceholder;
    private readonly Dictionary<string, string> _constants;

    private EstimatorTemplate(JsonElement template)
    {
        _sourceName = template.GetProperty("sourceName").GetString()!;
        var symbols = template.GetProperty("symbols");
        _idPlaceholder = symbols.GetProperty("estimatorId").GetProperty("replaces").GetString()!;
        _constants = symbols.EnumerateObject()
            .Select(symbol => symbol.Value)
            .Where(symbol => symbol.TryGetProperty("generator", out var generator) && generator.ValueEquals("constant"))
            .ToDictionary(symbol => symbol.GetProperty("replaces").GetString()!, symbol => symbol.GetProperty("parameters").GetProperty("value").GetString()!, StringComparer.Ordinal);
    }

    /// <summary>What an estimator can start from.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [DefaultKind, "deductive"];

    /// <summary>Version of the packages that the project refers to.</summary>
    public string PackageVersion => _constants["ALGZOO_VERSION"];

    public static EstimatorTemplate Load()
    {
        using var template = JsonDocument.Parse(Read("template.json"));
        return new EstimatorTemplate(template.RootElement);
    }

    /// <summary>The id that is made of a class name: OrderSobol, order-sobol.</summary>
    public static string IdOf(string name) => WordBoundary().Replace(name, "-").ToLowerInvariant();

    /// <summary>The files of one project.</summary>
    /// <returns>Relative paths, with slashes, and contents.</returns>
    public IEnumerable<(string Path, string Text)> Fill(string name, string id, string kind)
    {
        var values = new Dictionary<string, string>(_constants, StringComparer.Ordinal) { [_sourceName] = name, [_idPlaceholder] = id };
        string placeholders = string.Join('|', values.Keys.Select(Regex.Escape));
        foreach (string resource in typeof(EstimatorTemplate).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            string path = resource.Replace('\\', '/');
            if (new[] { "common/", kind + "/" }.Select(folder => Root + folder).FirstOrDefault(folder => path.StartsWith(folder, StringComparison.Ordinal)) is { } folder)
            {
                yield return (Filled(path[folder.Length..]), Filled(Read(resource)));
            }
        }

        string Filled(string text) => Regex.Replace(text, placeholders, match => values[match.Value], RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(EstimatorTemplate).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    // As in template.json.
    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordBoundary();
}
