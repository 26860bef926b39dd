using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>Draws the 95% intervals of a curve: an area where neighbouring points have one, else an upright line.</summary>
internal static class BandShapes
{
    /// <summary>Draws them.</summary>
    public static IEnumerable<XElement> Draw(Plot plot, IReadOnlyList<CurvePoint> points)
    {
        var closed = new PathData();
        var open = new PathData();
        var whiskers = new PathData();
        for (int i = 0; i < points.Count; i++)
        {
            if (points[i].Band is not { } band)
            {
                continue;
            }

            double x = plot.Place(points[i].X, points[i].Y).X;
            bool joinsNext = Joins(plot, points, i, i + 1);
            if (joinsNext)
            {
                var next = points[i + 1].Band!.Value;
                double nextX = plot.Place(points[i + 1].X, points[i + 1].Y).X;
                (band.OpenSide == Sides.None && next.OpenSide == Sides.None ? closed : open)
                    .MoveTo(x, plot.AtY(band.High)).LineTo(nextX, plot.AtY(next.High)).LineTo(nextX, plot.AtY(next.Low)).LineTo(x, plot.AtY(band.Low)).Close();
            }
            else if (!Joins(plot, points, i - 1, i))
            {
                whiskers.MoveTo(x, plot.AtY(band.High)).LineTo(x, plot.AtY(band.Low));
            }
        }

        (string CssClass, PathData Path)[] shapes = [("band", closed), ("band open", open), ("whisker", whiskers)];
        return shapes.Where(shape => !shape.Path.IsEmpty).Select(shape => SvgElements.Path(shape.CssClass, shape.Path));
    }

    private static bool Joins(Plot plot, IReadOnlyList<CurvePoint> points, int first, int second) =>
        first >= 0 && second < points.Count && points[first].Band is not null && points[second].Band is not null
        && plot.Place(points[second].X, points[second].Y).X - plot.Place(points[first].X, points[first].Y).X > 0.5;
}
