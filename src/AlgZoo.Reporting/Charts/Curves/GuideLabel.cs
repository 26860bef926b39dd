using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>The name of a line, written along it.</summary>
/// <param name="Text">The name.</param>
/// <param name="X">Where it is anchored.</param>
/// <param name="Y">Where it is anchored.</param>
/// <param name="Angle">Direction of the line, in radians.</param>
/// <param name="IsAtStart">Whether it goes on from the anchor, or ends there.</param>
internal sealed record GuideLabel(string Text, double X, double Y, double Angle, bool IsAtStart)
{
    private const double FontSize = 11;
    private const double Inset = 16;
    private const double Lift = 5;

    /// <summary>The name of a guide; null where none of it is in the plot.</summary>
    public static GuideLabel? Of(Plot plot, Guide guide)
    {
        bool isAtStart = guide.LabelPlace == GuideLabelPlace.Start;
        if (guide.Points.Count < 2)
        {
            return null;
        }

        var (start, end) = isAtStart ? (guide.Points[0], guide.Points[1]) : (guide.Points[^2], guide.Points[^1]);
        double angle = Math.Atan2(plot.AtY(end.Y) - plot.AtY(start.Y), plot.AtX(end.X) - plot.AtX(start.X));
        var (anchor, inset) = isAtStart ? (start, Inset) : (end, -Inset);
        return new GuideLabel(guide.Label, plot.AtX(anchor.X) + (inset * Math.Cos(angle)), plot.AtY(anchor.Y) + (inset * Math.Sin(angle)), angle, isAtStart);
    }

    /// <summary>The room it takes, in pieces.</summary>
    public IEnumerable<Box> Boxes()
    {
        double forward = IsAtStart ? 1 : -1;
        for (double along = 0; along < TextWidth.Of(Text, FontSize); along += FontSize / 2)
        {
            yield return Box.Around(X + (forward * along * Math.Cos(Angle)) + (FontSize * Math.Sin(Angle)), Y + (forward * along * Math.Sin(Angle)) - (FontSize * Math.Cos(Angle)), FontSize / 2);
        }
    }

    /// <summary>Draws it.</summary>
    public XElement Draw()
    {
        var label = SvgElements.Label("guide-label", 0, -Lift, Text, IsAtStart ? "start" : "end");
        label.SetAttributeValue("transform", $"translate({PathData.Number(X)} {PathData.Number(Y)}) rotate({PathData.Number(Angle * 180 / Math.PI)})");
        return label;
    }
}
