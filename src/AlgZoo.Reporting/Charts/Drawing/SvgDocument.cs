using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>Makes whole svg elements of pictures.</summary>
internal static class SvgDocument
{
    private const double HeadingHeight = 34;
    private const double Margin = 12;

    /// <summary>What identifiers in a picture of some size start with.</summary>
    public static string Id(string id, ChartSize size) => id + (size == ChartSize.Wide ? "-wide" : "-narrow");

    /// <summary>A picture for a page, which styles and scales it.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="id">What its identifiers start with.</param>
    /// <param name="title">Heading.</param>
    /// <param name="description">Text alternative.</param>
    public static string ForPage(Picture picture, string id, string title, string description) =>
        SvgElements.Text(Root(picture.Width, picture.Height, id, title, description).With(picture.Content));

    /// <summary>A picture as a file of its own: with heading, legend, colours and size.</summary>
    public static string ForFile(Picture picture, string id, string title, string description, Picture? legend)
    {
        double legendTop = HeadingHeight + picture.Height;
        double height = legendTop + (legend is null ? 0 : legend.Height + Margin);
        var root = Root(picture.Width, height, id, title, description);
        root.SetAttributeValue("width", PathData.Number(picture.Width));
        root.SetAttributeValue("height", PathData.Number(height));
        root.Add(
            SvgElements.Element("style").With(ChartStyle.Css),
            SvgElements.Path("surface", new PathData().Rectangle(0, 0, picture.Width, height)),
            SvgElements.Label("heading", Margin, 23, title),
            At(HeadingHeight, picture),
            legend is null ? null : At(legendTop, legend));
        return SvgElements.Text(root) + "\n";
    }

    private static XElement At(double top, Picture picture) => SvgElements.Element("g", ("transform", $"translate(0 {PathData.Number(top)})")).With(picture.Content);

    private static XElement Root(double width, double height, string id, string title, string description) => SvgElements.Element(
        "svg",
        ("class", "chart"), ("viewBox", $"0 0 {PathData.Number(width)} {PathData.Number(height)}"), ("role", "group"), ("aria-labelledby", $"{id}-title {id}-desc"))
        .With(
            SvgElements.Element("title", ("id", id + "-title")).With(title),
            SvgElements.Element("desc", ("id", id + "-desc")).With(description));
}
