namespace AlgZoo.Reporting;

/// <summary>The legend of a chart that is a file of its own.</summary>
internal static class Legend
{
    private const double Margin = 16;
    private const double RowHeight = 19;
    private const double SwatchRoom = 36;

    /// <summary>Lays estimators out in columns, in their order.</summary>
    public static Picture Of(IReadOnlyList<(string Estimator, SeriesStyle Style)> series, double width)
    {
        double columnWidth = SwatchRoom + Margin + series.Select(entry => TextWidth.Of(entry.Estimator)).DefaultIfEmpty(0).Max();
        int columns = Math.Clamp((int)((width - Margin) / columnWidth), 1, Math.Max(1, series.Count));
        int rows = (series.Count + columns - 1) / columns;
        return new Picture(width, (rows * RowHeight) + Margin,
        [
            .. series.Select((entry, place) =>
            {
                double x = Margin + (place / rows * columnWidth);
                double y = place % rows * RowHeight;
                return SvgElements.Element("g", ("class", "legend-entry"), ("transform", $"translate({PathData.Number(x)} {PathData.Number(y)})"))
                    .With(entry.Style.Sample(), SvgElements.Label("legend-label", SwatchRoom, 10, entry.Estimator));
            }),
        ]);
    }
}
