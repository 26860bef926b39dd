using System.Xml.Linq;

namespace AlgZoo.Reporting;

/// <summary>The name of a line, written along it up to its end.</summary>
internal sealed record GuideLabel(string Text, double X, double Y, double Angle)
{
    private const double FontSize = 11;
    private const double Inset = 16;
    private const double Lift = 5;

    /// <summary>The name of a guide; null where none of it is in the plot.</summary>
    public static GuideLabel? Of(Plot plot, Guide guide)
    {
        if (guide.Points is not [.., var start, var end])
        {
            return null;
        }

        double x = plot.AtX(end.X);
        double y = plot.AtY(end.Y);
        double angle = Math.Atan2(y - plot.AtY(start.Y), x - plot.AtX(start.X));
        return new GuideLabel(guide.Label, x - (Inset * Math.Cos(angle)), y - (Inset * Math.Sin(angle)), angle);
    }

    /// <summary>The room it takes, in pieces.</summary>
    public IEnumerable<Box> Boxes()
    {
        for (double along = 0; along < TextWidth.Of(Text, FontSize); along += FontSize / 2)
        {
            yield return Box.Around(X - (along * Math.Cos(Angle)) + (FontSize * Math.Sin(Angle)), Y - (along * Math.Sin(Angle)) - (FontSize * Math.Cos(Angle)), FontSize / 2);
        }
    }

    /// <summary>Draws it.</summary>
    public XElement Draw()
    {
        var label = SvgElements.Label("guide-label", 0, -Lift, Text, "end");
        label.SetAttributeValue("transform", $"translate({PathData.Number(X)} {PathData.Number(Y)}) rotate({PathData.Number(Angle * 180 / Math.PI)})");
        return label;
    }
}
