using System.Globalization;
using System.Xml.Linq;

namespace AlgZoo.Reporting.Tests;

/// <summary>Reads a drawing back.</summary>
internal sealed class DrawnChart
{
    private DrawnChart(XElement root)
    {
        Root = root;
    }

    public XElement Root { get; }

    public IEnumerable<XElement> Series => OfClass("series");

    public static DrawnChart Read(string svg) => new(XElement.Parse(svg, LoadOptions.PreserveWhitespace));

    public static string EstimatorOf(XElement series) => (string)series.Attribute("data-estimator")!;

    /// <summary>Centre, or upper left corner, and tool tip of each point of a series.</summary>
    public static IReadOnlyList<(double X, double Y, string ToolTip)> PointsOf(XElement series) =>
    [
        .. Descendants(series, "point").Select(point =>
        {
            string[] start = ((string)point.Attribute("d")!)[1..].Split(['m', 'h'], 2)[0].Split(' ');
            return (Number(start[0]), Number(start[1]), point.Elements().Single(child => child.Name.LocalName == "title").Value);
        }),
    ];

    public IEnumerable<XElement> OfClass(string cssClass) => Descendants(Root, cssClass);

    public static IEnumerable<XElement> Descendants(XElement element, string cssClass) =>
        element.Descendants().Where(descendant => ((string?)descendant.Attribute("class"))?.Split(' ').Contains(cssClass) == true);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
