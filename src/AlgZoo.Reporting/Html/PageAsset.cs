using System.Security.Cryptography;
using System.Text;

namespace AlgZoo.Reporting;

/// <summary>Style and scripts of the page: files of this folder that are embedded in the assembly.</summary>
internal static class PageAsset
{
    private const string Prefix = "AlgZoo.Reporting.Html.Assets.";

    /// <summary>Applies the reader's choice of light or dark before anything is painted.</summary>
    public static string ThemeScript { get; } = Read("theme.js");

    /// <summary>All that the page does, in one module.</summary>
    public static string Script { get; } = ReadAll("state.js", "filters.js", "figures.js", "marks.js", "tooltips.js", "tables.js", "downloads.js", "page.js");

    /// <summary>The style sheet.</summary>
    public static string Style { get; } = ReadAll("page.css", "controls.css", "charts.css", "tables.css", "phone.css", "print.css");

    /// <summary>The source expression that lets a content security policy run a script, and no other.</summary>
    public static string PolicyHash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    private static string ReadAll(params IEnumerable<string> names) => string.Join('\n', names.Select(Read));

    private static string Read(string name)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
