namespace AlgZoo.Reporting;

/// <summary>A rectangle that something takes in a picture.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    /// <summary>The square around a point.</summary>
    public static Box Around(double x, double y, double radius) => new(x - radius, y - radius, x + radius, y + radius);

    /// <summary>Whether the two have area in common.</summary>
    public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>Whether it lies between the axes of a plot.</summary>
    public bool IsInside(Plot plot) => Left > plot.Left && Right < plot.Right && Top > plot.Top && Bottom < plot.Bottom;
}
