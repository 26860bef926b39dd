using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace AlgZoo.Reporting;

/// <summary>
/// Markup that is safe by construction: an interpolated string whose literal parts are markup and whose holes are text, encoded for element content and for attributes in double quotes. Only other markup
/// goes into a hole as it is; numbers other than whole ones do not go into holes at all, so that each is formatted on purpose.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Html
{
    // Escapes <, >, &, quotes and control characters whatever the language of a text.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private readonly StringBuilder _markup;

    public Html(int literalLength, int holes)
    {
        _markup = new StringBuilder(literalLength + (16 * holes));
    }

    private Html(string markup)
    {
        _markup = new StringBuilder(markup);
    }

    /// <summary>Nothing.</summary>
    public static Html None { get; } = new("");

    /// <summary>Markup from a place that makes only markup: the charts, the page's own style and script.</summary>
    public static Html Raw(string markup) => new(markup);

    /// <summary>Plain text.</summary>
    public static Html Text(string? text) => $"{text}";

    /// <summary>Attributes for a start tag, each with a space before it.</summary>
    public static Html Attributes(params IEnumerable<(string Name, string? Value)> attributes) => $"{attributes.Select(attribute => (Html)$" {attribute.Name}=\"{attribute.Value}\"")}";

    /// <summary>An attribute without a value, with a space before it, or nothing.</summary>
    public static Html Flag(string name, bool isSet) => isSet ? $" {name}=\"\"" : None;

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(string? text) => _markup.Append(Encoder.Encode(text ?? ""));

    public void AppendFormatted(long number) => _markup.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(Html markup) => _markup.Append(markup._markup);

    public void AppendFormatted(IEnumerable<Html> markups)
    {
        foreach (var markup in markups)
        {
            _markup.Append(markup._markup);
        }
    }

    public override string ToString() => _markup.ToString();
}
