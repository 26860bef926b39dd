using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>Makes elements of SVG.</summary>
internal static class SvgElements
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    // Line ends in tool tips are meant.
    private static readonly XmlWriterSettings AsIs = new() { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None };

    /// <summary>An element with attributes; numbers are written as coordinates.</summary>
    public static XElement Element(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var element = new XElement(Namespace + name);
        foreach (var (attribute, value) in attributes)
        {
            element.SetAttributeValue(attribute, value is double number ? PathData.Number(number) : Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        return element;
    }

    /// <summary>A group of a class.</summary>
    public static XElement Group(string cssClass) => Element("g", ("class", cssClass));

    /// <summary>A path of a class.</summary>
    public static XElement Path(string cssClass, PathData data) => Element("path", ("class", cssClass), ("d", data));

    /// <summary>A line of text.</summary>
    /// <param name="cssClass">Its class.</param>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static XElement Label(string cssClass, double x, double y, string text, string anchor = "start")
    {
        var element = Element("text", ("class", cssClass), ("x", x), ("y", y));
        if (!string.Equals(anchor, "start", StringComparison.Ordinal))
        {
            element.SetAttributeValue("text-anchor", anchor);
        }

        return element.With(text);
    }

    /// <summary>A child that names its parent, or tells about it when the pointer is over it.</summary>
    public static XElement Title(string text) => Element("title").With(text);

    /// <summary>The element itself, with content added.</summary>
    public static XElement With(this XElement element, params object?[] content)
    {
        element.Add(content);
        return element;
    }

    /// <summary>The element as text.</summary>
    public static string Text(XElement element)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, AsIs))
        {
            element.Save(writer);
        }

        return text.ToString();
    }
}
