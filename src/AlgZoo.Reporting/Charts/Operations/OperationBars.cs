using System.Globalization;
using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>Draws shares of compute as stacked bars.</summary>
internal static class OperationBars
{
    private const double BarHeight = 16;
    private const double RowHeightBeside = 23;
    private const double RowHeightBelow = 38;
    private const double LegendRow = 19;
    private const double RoomOfFlops = 56;
    private const double RoomOfCharacter = 8;

    // A segment that is too thin for its sign and this has none.
    private const double SignPadding = 6;

    /// <summary>Draws them: names beside the bars, or above them where there is little room.</summary>
    public static Picture Draw(IReadOnlyList<EstimatorCompute> bars, IReadOnlyDictionary<string, SeriesStyle> styles, ChartSize size)
    {
        bool isWide = size == ChartSize.Wide;
        double width = isWide ? 860 : 360;
        double names = isWide ? Math.Min(300, 20 + bars.Select(bar => TextWidth.Of(bar.Estimator.Id)).DefaultIfEmpty(0).Max()) : 10;
        double right = width - RoomOfFlops;
        double rowHeight = isWide ? RowHeightBeside : RowHeightBelow;
        OperationGroup[] groups = [.. OperationGroup.All.Where(group => bars.Any(bar => bar.Shares().Any(entry => entry.Group == group)))];
        var legend = Key(groups, isWide ? names : 10, width, out double top);
        double bottom = top + (rowHeight * bars.Count);
        var plot = new Plot(LinearScale.Between(0, 100), LinearScale.Between(0, 1), names, top, right, bottom);
        return new Picture(width, bottom + 44,
        [
            legend,
            DrawAxis(plot),
            .. bars.Select((bar, row) =>
            {
                double y = top + (row * rowHeight);
                var style = styles[bar.Estimator.Id];
                var series = SvgElements.Element("g", ("class", "series " + style.CssClasses), ("data-estimator", bar.Estimator.Id), ("transform", $"translate(0 {PathData.Number(y)})"));
                series.Add(isWide ? SvgElements.Label("name", names - 10, 15, bar.Estimator.Id, "end") : SvgElements.Label("name", names, 12, bar.Estimator.Id));
                double barTop = isWide ? 3 : 17;
                series.Add(Segments(bar, plot, barTop));
                series.Add(SvgElements.Label("flops", right + 8, barTop + 12, FlopFormat.Compute(bar.FlopsPerCell)));
                return series;
            }),
        ]);
    }

    private static XElement Key(IReadOnlyList<OperationGroup> groups, double left, double width, out double bottom)
    {
        var key = SvgElements.Group("key");
        double x = left;
        double y = 4;
        foreach (var group in groups)
        {
            double room = 32 + TextWidth.Of(group.Name) + 18;
            if (x > left && x + room > width)
            {
                x = left;
                y += LegendRow;
            }

            key.Add(
                SvgElements.Path(SegmentClass(group), new PathData().Rectangle(x, y, 26, 14)),
                SvgElements.Label("sign", x + 13, y + 11, group.Sign, "middle"),
                SvgElements.Label("legend-label", x + 32, y + 11, group.Name));
            x += room;
        }

        bottom = y + LegendRow + 18;
        return key.With(SvgElements.Label("note", width - 4, y + LegendRow + 11, "FLOPs/cell", "end"));
    }

    private static XElement DrawAxis(Plot plot)
    {
        var axis = SvgElements.Group("axes");
        var grid = new PathData();
        foreach (var tick in plot.X.Ticks(5))
        {
            double x = plot.AtX(tick.Value);
            grid.MoveTo(x, plot.Top).LineTo(x, plot.Bottom + 4);
            axis.Add(SvgElements.Label("tick-label", x, plot.Bottom + 18, tick.Label + "%", "middle"));
        }

        axis.AddFirst(SvgElements.Path("grid", grid));
        return axis.With(SvgElements.Label("axis-title", (plot.Left + plot.Right) / 2, plot.Bottom + 37, "share of FLOPs", "middle"));
    }

    private static XElement Segments(EstimatorCompute bar, Plot plot, double top)
    {
        var segments = SvgElements.Group("points");
        double share = 0;
        foreach (var (group, part) in bar.Shares())
        {
            double left = plot.AtX(100 * share);
            double right = plot.AtX(100 * (share + part));
            var path = SvgElements.Element("path", ("class", "point " + SegmentClass(group)), ("d", new PathData().Rectangle(left, top, right - left, BarHeight)), ("tabindex", -1), ("role", "img"));
            string percent = (100 * part).ToString("0.##", CultureInfo.InvariantCulture);
            segments.Add(path.With(SvgElements.Title(
                $"{bar.Estimator.Id}\n{group.Name}: {percent}% of FLOPs\n{FlopFormat.Compute(part * bar.FlopsPerCell)} of {FlopFormat.Compute(bar.FlopsPerCell)} FLOPs per cell")));
            if (right - left >= (RoomOfCharacter * group.Sign.Length) + SignPadding)
            {
                segments.Add(SvgElements.Label("sign", (left + right) / 2, top + 12, group.Sign, "middle"));
            }

            share += part;
        }

        return segments;
    }

    private static string SegmentClass(OperationGroup group) => FormattableString.Invariant($"segment hue-{OperationGroup.All.ToList().IndexOf(group)}");
}
