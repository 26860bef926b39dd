namespace AlgZoo.Reporting;

/// <summary>How an estimator is drawn, the same in every chart of a report: one can tell it by the marker alone, without colour.</summary>
/// <param name="Hue">Index of its hue, below <see cref="ChartStyle.Hues"/>.</param>
/// <param name="Marker">Its marker.</param>
/// <param name="IsHollow">Whether the marker is only outlined.</param>
/// <param name="UsesAdvice">Whether the estimator uses advice: its line is dashed.</param>
internal sealed record SeriesStyle(int Hue, Marker Marker, bool IsHollow, bool UsesAdvice)
{
    private const int SwatchWidth = 28;
    private const int SwatchHeight = 12;

    /// <summary>The classes that give a group this style.</summary>
    public string CssClasses => FormattableString.Invariant($"hue-{Hue}{(IsHollow ? " hollow" : "")}{(UsesAdvice ? " advice" : "")}");

    /// <summary>The styles of all estimators of a report, by id. Sixteen differ without colour, 64 with it.</summary>
    public static IReadOnlyDictionary<string, SeriesStyle> Of(RunReport report) =>
        report.Estimators.Select((estimator, place) => (estimator, place)).ToDictionary(entry => entry.estimator.Id, entry => At(entry.place, entry.estimator.Info.UsesAdvice), StringComparer.Ordinal);

    /// <summary>A sample for a legend: an svg element without a text alternative.</summary>
    public string Swatch() => SvgElements.Text(SvgElements.Element(
        "svg", ("class", "swatch"), ("viewBox", FormattableString.Invariant($"0 0 {SwatchWidth} {SwatchHeight}")), ("width", SwatchWidth), ("height", SwatchHeight), ("aria-hidden", "true")).With(Sample()));

    /// <summary>The drawing of <see cref="Swatch"/>, for a legend inside a chart.</summary>
    public System.Xml.Linq.XElement Sample() => SvgElements.Group(CssClasses).With(
        SvgElements.Path("line", new PathData().MoveTo(0, SwatchHeight / 2.0).LineTo(SwatchWidth, SwatchHeight / 2.0)),
        SvgElements.Path("point", new PathData().MoveTo(SwatchWidth / 2.0, SwatchHeight / 2.0).Add(Marker.Outline)));

    // Each round of hues moves the markers on by one and changes their fill.
    private static SeriesStyle At(int place, bool usesAdvice)
    {
        var (round, hue) = Math.DivRem(place, ChartStyle.Hues);
        return new SeriesStyle(hue, Marker.All[(hue + round) % Marker.All.Count], round % 2 == 1, usesAdvice);
    }
}
