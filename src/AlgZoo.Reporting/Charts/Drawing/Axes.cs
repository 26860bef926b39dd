using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>Draws grid, ticks, labels and titles of the axes of a plot.</summary>
internal static class Axes
{
    private const double MajorTick = 5;
    private const double MinorTick = 3;
    private const double RoomOfVerticalLabel = 28;

    /// <summary>Draws them.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="xTitle">What the horizontal axis shows.</param>
    /// <param name="yTitle">What the vertical axis shows.</param>
    /// <param name="roomOfLabel">How wide a label of the horizontal axis may be with the space around it.</param>
    public static XElement Draw(Plot plot, string xTitle, string yTitle, double roomOfLabel)
    {
        var xTicks = plot.X.Ticks(AtMost(plot.Right - plot.Left, roomOfLabel));
        var yTicks = plot.Y.Ticks(AtMost(plot.Bottom - plot.Top, RoomOfVerticalLabel));
        var grid = new PathData();
        var ticks = new PathData();
        var labels = new List<XElement>();
        foreach (var tick in xTicks)
        {
            double x = plot.AtX(tick.Value);
            bool isMajor = tick.Label.Length > 0;
            ticks.MoveTo(x, plot.Bottom).LineTo(x, plot.Bottom + (isMajor ? MajorTick : MinorTick));
            if (isMajor)
            {
                grid.MoveTo(x, plot.Top).LineTo(x, plot.Bottom);
                labels.Add(SvgElements.Label("tick-label", x, plot.Bottom + 19, tick.Label, "middle"));
            }
        }

        foreach (var tick in yTicks)
        {
            double y = plot.AtY(tick.Value);
            bool isMajor = tick.Label.Length > 0;
            ticks.MoveTo(plot.Left, y).LineTo(plot.Left - (isMajor ? MajorTick : MinorTick), y);
            if (isMajor)
            {
                grid.MoveTo(plot.Left, y).LineTo(plot.Right, y);
                labels.Add(SvgElements.Label("tick-label", plot.Left - 8, y + 4, tick.Label, "end"));
            }
        }

        double middle = (plot.Top + plot.Bottom) / 2;
        var yLabel = SvgElements.Label("axis-title", 0, 0, yTitle, "middle");
        yLabel.SetAttributeValue("transform", $"translate(13 {PathData.Number(middle)}) rotate(-90)");
        return SvgElements.Group("axes").With(
            SvgElements.Path("grid", grid),
            SvgElements.Path("frame", new PathData().MoveTo(plot.Left, plot.Top).LineTo(plot.Left, plot.Bottom).LineTo(plot.Right, plot.Bottom)),
            SvgElements.Path("tick", ticks),
            labels,
            SvgElements.Label("axis-title", (plot.Left + plot.Right) / 2, plot.Bottom + 39, xTitle, "middle"),
            yLabel);
    }

    private static int AtMost(double length, double room) => Math.Max(2, (int)(length / room));
}
