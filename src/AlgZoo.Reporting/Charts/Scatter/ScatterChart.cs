using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>Draws estimates against truths.</summary>
internal sealed record ScatterChart
{
    /// <summary>The horizontal axis.</summary>
    public required Axis X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required Axis Y { get; init; }

    /// <summary>The estimators that have points, best first.</summary>
    public required IReadOnlyList<Scatter> Series { get; init; }

    /// <summary>The ends of the line on which estimates are right, between the axes; none where it lies outside.</summary>
    public IReadOnlyList<double> Diagonal =>
        Math.Max(X.Scale.Low, Y.Scale.Low) is var from && Math.Min(X.Scale.High, Y.Scale.High) is var to && from < to ? [from, to] : [];

    /// <summary>Draws the chart.</summary>
    public Picture Draw(ChartSize size) => size == ChartSize.Wide
        ? Draw(860, 500, new Plot(X.Scale, Y.Scale, 66, 14, 846, 446), roomOfLabel: 64)
        : Draw(360, 400, new Plot(X.Scale, Y.Scale, 58, 12, 350, 352), roomOfLabel: 52);

    private Picture Draw(double width, double height, Plot plot, double roomOfLabel)
    {
        var content = new List<XElement>
        {
            Axes.Draw(plot, X.Title, Y.Title, roomOfLabel),
            SvgElements.Group("guides").With(SvgElements.Path("guide equal", new PathData().Polyline(Diagonal.Select(value => (plot.AtX(value), plot.AtY(value)))))),
        };
        int row = 0;
        foreach (var series in Series)
        {
            var dots = new PathData();
            foreach (var cell in series.Cells)
            {
                dots.MoveTo(plot.AtX(cell.Truth), plot.AtY(cell.Value!.Value)).Add("h0");
            }

            var path = SvgElements.Path("dots", dots);
            path.SetAttributeValue("data-rows", row);
            content.Add(SvgElements.Element("g", ("class", "series " + series.Style.CssClasses), ("data-estimator", series.Estimator.Id)).With(path));
            row += series.Cells.Count;
        }

        return new Picture(width, height, content);
    }
}
