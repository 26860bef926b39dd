using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>Draws a curve per estimator between two axes, with bands, points and lines to compare with.</summary>
internal sealed record CurveChart
{
    private const double NoteHeight = 15;

    private static readonly (Sides Side, string Caret)[] CaretOf =
        [(Sides.Below, "m-3.5 6.5l3.5 4.5 3.5-4.5z"), (Sides.Above, "m-3.5-6.5l3.5-4.5 3.5 4.5z"), (Sides.Left, "m-6.5-3.5l-4.5 3.5 4.5 3.5z"), (Sides.Right, "m6.5-3.5l4.5 3.5-4.5 3.5z")];

    /// <summary>The horizontal axis.</summary>
    public required Axis X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required Axis Y { get; init; }

    /// <summary>The curves, best estimator first.</summary>
    public required IReadOnlyList<Curve> Curves { get; init; }

    /// <summary>Lines to compare with.</summary>
    public required IReadOnlyList<Guide> Guides { get; init; }

    /// <summary>Remarks above the plot.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How a Vega-Lite specification finds the bands; null where there are none.</summary>
    public VegaBand? VegaBand { get; init; }

    /// <summary>Draws the chart.</summary>
    public Picture Draw(ChartSize size)
    {
        double noteRoom = NoteHeight * Notes.Count;
        bool hasLabelColumn = Guides.Any(guide => guide.IsLabelledAtEnd);
        return size == ChartSize.Wide
            ? Draw(860, 500 + noteRoom, new Plot(X.Scale, Y.Scale, 66, 14 + noteRoom, hasLabelColumn ? 690 : 846, 446 + noteRoom), roomOfLabel: 64, labelsCurves: true)
            : Draw(360, 400 + noteRoom, new Plot(X.Scale, Y.Scale, 58, 12 + noteRoom, 350, 352 + noteRoom), roomOfLabel: 44, labelsCurves: false);
    }

    private Picture Draw(double width, double height, Plot plot, double roomOfLabel, bool labelsCurves)
    {
        var labels = labelsCurves ? CurveLabels.Place(plot, width, Curves, Guides) : CurveLabels.None;
        return new Picture(width, height,
        [
            Axes.Draw(plot, X.Title, Y.Title, roomOfLabel),
            .. Notes.Select((note, line) => SvgElements.Label("note", plot.Left, 12 + (NoteHeight * line), note)),
            .. Curves.Select(curve => DrawCurve(plot, curve, labels.OfCurves.GetValueOrDefault(curve.Estimator))),
            .. Guides.Select(guide => DrawGuide(plot, guide, labels.OfGuides.GetValueOrDefault(guide.Label))),
        ]);
    }

    private static XElement DrawGuide(Plot plot, Guide guide, XElement? label) => SvgElements.Group("guides").With(
        SvgElements.Path("guide " + guide.CssClass, new PathData().Polyline(guide.Points.Select(point => (plot.AtX(point.X), plot.AtY(point.Y))))),
        label ?? GuideLabel.Of(plot, guide)?.Draw());

    private static XElement DrawCurve(Plot plot, Curve curve, IReadOnlyList<XElement>? label)
    {
        var series = SvgElements.Element("g", ("class", "series " + curve.Style.CssClasses), ("data-estimator", curve.Estimator)).With(BandShapes.Draw(plot, curve.Points));
        (double X, double Y, Sides Beyond)[] places = [.. curve.Points.Select(point => plot.Place(point.X, point.Y))];
        if (places.DistinctBy(place => (place.X, place.Y)).Skip(1).Any())
        {
            series.Add(SvgElements.Path("line", new PathData().Polyline(places.Select(place => (place.X, place.Y)))));
        }

        series.Add(SvgElements.Group("points").With(curve.Points.Zip(places, (point, place) => SvgElements.Element(
                "path",
                ("class", "point"), ("d", new PathData().MoveTo(place.X, place.Y).Add(curve.Style.Marker.Outline).Add(Carets(place.X, place.Y, point.Bound | place.Beyond))), ("tabindex", -1), ("role", "img"))
            .With(SvgElements.Title(point.ToolTip)))));
        series.Add(label);
        return series;
    }

    // An arrow head on each side that the true value lies, or may lie.
    private static string Carets(double x, double y, Sides sides)
    {
        var path = new PathData();
        foreach (var (side, caret) in CaretOf)
        {
            if (sides.HasFlag(side))
            {
                path.MoveTo(x, y).Add(caret);
            }
        }

        return path.ToString();
    }
}
