using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace AlgZoo.Reporting.Tests;

/// <summary>A rendered page as a tree: it is XML once what scripts and style sheets hold is put aside.</summary>
internal sealed partial class HtmlPage
{
    private HtmlPage(string text)
    {
        Text = text;
        using var reader = XmlReader.Create(new StringReader(RawText().Replace(text, "${start}${end}")), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        Root = XDocument.Load(reader).Root!;
        RawContents = [.. RawText().Matches(text).Select(match => match.Groups["content"].Value)];
    }

    public string Text { get; }

    public XElement Root { get; }

    /// <summary>What the script and style elements hold, in the order of the page.</summary>
    public IReadOnlyList<string> RawContents { get; }

    public static HtmlPage Parse(string text) => new(text);

    public static HtmlPage Of(RunReport report, int? refreshSeconds = null) => new(HtmlReport.Render(report, refreshSeconds));

    public XElement ById(string id) => Root.Descendants().Single(element => Attribute(element, "id") == id);

    /// <summary>The rows of a table, each with the full-precision texts of its cells by column.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string table) =>
    [
        .. ById(table).Element("tbody")!.Elements("tr").Select(row => row.Elements().ToDictionary(cell => Attribute(cell, "data-column")!, cell => Attribute(cell, "data-value")!, StringComparer.Ordinal)),
    ];

    /// <summary>The texts that are embedded as JSON strings in scripts of a type.</summary>
    public IReadOnlyList<string> Embedded(string type)
    {
        var raw = Root.Descendants().Where(element => element.Name.LocalName is "script" or "style").Zip(RawContents);
        return [.. raw.Where(entry => Attribute(entry.First, "type") == type).Select(entry => JsonSerializer.Deserialize<string>(entry.Second)!)];
    }

    public static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value;

    [GeneratedRegex("(?<start><(script|style)[^>]*>)(?<content>.*?)(?<end></(script|style)>)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex RawText();
}
