namespace AlgZoo.Reporting;

/// <summary>The rectangle between the axes, and what its places mean.</summary>
internal sealed record Plot(IScale X, IScale Y, double Left, double Top, double Right, double Bottom)
{
    // Points beyond an axis are drawn so far inside of it that their mark has room.
    private const double EdgeInset = 14;

    public double AtX(double value) => Left + (X.Fraction(value) * (Right - Left));

    public double AtY(double value) => Bottom - (Y.Fraction(value) * (Bottom - Top));

    /// <summary>Where a point is drawn, and the sides on which it lies beyond the axes.</summary>
    public (double X, double Y, Sides Beyond) Place(double x, double y)
    {
        var sides = (x >= X.Low ? x > X.High ? Sides.Right : Sides.None : Sides.Left) | (y >= Y.Low ? y > Y.High ? Sides.Above : Sides.None : Sides.Below);
        double inset = sides == Sides.None ? 0 : EdgeInset;
        return (
            Math.Clamp(AtX(x), sides.HasFlag(Sides.Left) ? Left + inset : Left, sides.HasFlag(Sides.Right) ? Right - inset : Right),
            Math.Clamp(AtY(y), sides.HasFlag(Sides.Above) ? Top + inset : Top, sides.HasFlag(Sides.Below) ? Bottom - inset : Bottom),
            sides);
    }
}

/// <summary>Sides of a point.</summary>
[Flags]
internal enum Sides
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Below it.</summary>
    Below = 1,

    /// <summary>Above it.</summary>
    Above = 2,

    /// <summary>To its left.</summary>
    Left = 4,

    /// <summary>To its right.</summary>
    Right = 8,
}
