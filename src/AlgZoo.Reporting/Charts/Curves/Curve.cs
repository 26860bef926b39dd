namespace AlgZoo.Reporting;

/// <summary>The scores of one estimator in a chart.</summary>
/// <param name="Estimator">Id of the estimator.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="Points">Its points, by budget; at least one.</param>
internal sealed record Curve(string Estimator, SeriesStyle Style, IReadOnlyList<CurvePoint> Points);

/// <summary>A score in a chart.</summary>
/// <param name="X">Its value on the horizontal axis.</param>
/// <param name="Y">Its value on the vertical axis.</param>
/// <param name="Bound">On which side of the point the true value may lie, where the score is a bound.</param>
/// <param name="ToolTip">What is said of it, in lines.</param>
internal sealed record CurvePoint(double X, double Y, Sides Bound, string ToolTip)
{
    /// <summary>95% interval on the vertical axis; null where there is none.</summary>
    public Band? Band { get; init; }
}

/// <summary>A 95% interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="OpenSide">The side on which the interval has no end: the band is drawn fainter.</param>
internal readonly record struct Band(double Low, double High, Sides OpenSide);

/// <summary>A line to compare with.</summary>
/// <param name="CssClass">Its class.</param>
/// <param name="Label">What is written beside it.</param>
/// <param name="Points">Its points, from left to right.</param>
/// <param name="IsLabelledAtEnd">Whether the label stands where the line ends, if there is room beside the plot; otherwise it stands on the line.</param>
internal sealed record Guide(string CssClass, string Label, IReadOnlyList<(double X, double Y)> Points, bool IsLabelledAtEnd);
