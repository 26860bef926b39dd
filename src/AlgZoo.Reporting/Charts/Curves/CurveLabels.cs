using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>The names that are written where curves end. The best estimators come first; those for which there is no room have the legend only.</summary>
/// <param name="OfCurves">By estimator: the name, with a line to the curve's end where it had to be moved.</param>
/// <param name="OfGuides">By label.</param>
internal sealed record CurveLabels(IReadOnlyDictionary<string, IReadOnlyList<XElement>> OfCurves, IReadOnlyDictionary<string, XElement> OfGuides)
{
    private const double FontSize = 11;
    private const double LineHeight = 13;
    private const double Gap = 16;

    // Curves that end this close to the right edge are labelled beside the plot.
    private const double EndZone = 60;
    private const double PointRadius = 5;

    /// <summary>No names at all.</summary>
    public static CurveLabels None { get; } = new(new Dictionary<string, IReadOnlyList<XElement>>(StringComparer.Ordinal), new Dictionary<string, XElement>(StringComparer.Ordinal));

    /// <summary>Finds places for the names.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="width">Width of the picture: names beside the plot end there.</param>
    /// <param name="curves">The curves, best first.</param>
    /// <param name="guides">The lines to compare with.</param>
    public static CurveLabels Place(Plot plot, double width, IReadOnlyList<Curve> curves, IReadOnlyList<Guide> guides)
    {
        End[] guideEnds = [.. guides.Where(guide => guide.IsLabelledAtEnd && guide.Points.Count > 0).Select(guide => new End(guide.Label, plot.AtX(guide.Points[^1].X), plot.AtY(guide.Points[^1].Y)))];
        End[] curveEnds = [.. curves.Select(curve => (curve.Estimator, Place: plot.Place(curve.Points[^1].X, curve.Points[^1].Y))).Select(end => new End(end.Estimator, end.Place.X, end.Place.Y))];
        var besides = curveEnds.ToLookup(end => end.X >= plot.Right - EndZone && TextWidth.Of(end.Name, FontSize) <= width - plot.Right - Gap);

        var ofCurves = new Dictionary<string, IReadOnlyList<XElement>>(StringComparer.Ordinal);
        var ofGuides = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var (end, y) in Spread(plot, [.. guideEnds, .. besides[true]]))
        {
            if (guideEnds.Contains(end))
            {
                ofGuides[end.Name] = Name("guide-label", plot.Right + Gap, y, end.Name);
            }
            else
            {
                ofCurves[end.Name] = [SvgElements.Path("leader", new PathData().MoveTo(end.X + PointRadius, end.Y).LineTo(plot.Right + Gap - 2, y)), Name("label", plot.Right + Gap, y, end.Name)];
            }
        }

        var taken = curves.SelectMany(curve => curve.Points).Select(point => plot.Place(point.X, point.Y)).Select(place => Box.Around(place.X, place.Y, PointRadius)).ToList();
        taken.AddRange(guides.Where(guide => !guide.IsLabelledAtEnd).SelectMany(guide => GuideLabel.Of(plot, guide)?.Boxes() ?? []));
        foreach (var end in besides[false])
        {
            if (PlacesAround(end).Where(box => box.IsInside(plot) && !taken.Exists(box.Overlaps)).Cast<Box?>().FirstOrDefault() is { } place)
            {
                taken.Add(place);
                ofCurves[end.Name] = [Name("label", place.Left, (place.Top + place.Bottom) / 2, end.Name)];
            }
        }

        return new CurveLabels(ofCurves, ofGuides);
    }

    // The heights of names beside the plot, the first of them if there is not room for all.
    private static IEnumerable<(End End, double Height)> Spread(Plot plot, End[] ends)
    {
        End[] fitting = [.. ends.Take((int)((plot.Bottom - plot.Top) / LineHeight)).OrderBy(end => end.Y)];
        return fitting.Zip(VerticalSpread.Of([.. fitting.Select(end => end.Y)], LineHeight, plot.Top, plot.Bottom));
    }

    // Right and left of a curve's end, level with it or a little above or below.
    private static IEnumerable<Box> PlacesAround(End end)
    {
        double width = TextWidth.Of(end.Name, FontSize);
        double[] lefts = [end.X + PointRadius + 2, end.X - PointRadius - 2 - width];
        double[] middles = [end.Y, end.Y - LineHeight + 3, end.Y + LineHeight - 3];
        return from middle in middles from left in lefts select new Box(left, middle - (LineHeight / 2), left + width, middle + (LineHeight / 2));
    }

    private static XElement Name(string cssClass, double x, double y, string name) => SvgElements.Label(cssClass, x, y + (FontSize / 3), name);

    private sealed record End(string Name, double X, double Y);
}
