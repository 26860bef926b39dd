namespace AlgZoo.Reporting;

/// <summary>Puts the charts together whose points are scores.</summary>
internal static class CurveCharts
{
    /// <summary>Makes a chart.</summary>
    public static Chart Make(ChartKind kind, string title, string description, ModelScores scores, CurveChart drawing)
    {
        string id = scores.Id(kind);
        string heading = scores.Heading(title);
        return new Chart
        {
            Kind = kind,
            Model = scores.Model,
            Title = heading,
            Description = description,
            Svg = size => SvgDocument.ForPage(drawing.Draw(size), SvgDocument.Id(id, size), heading, description),
            SvgFile = () =>
            {
                var picture = drawing.Draw(ChartSize.Wide);
                return SvgDocument.ForFile(picture, id, heading, description, Legend.Of([.. drawing.Curves.Select(curve => (curve.Estimator, curve.Style))], picture.Width));
            },
            Csv = () => ScoresCsv.Of(scores.Scores),
            VegaLite = () => VegaLite.Text(CurveVega.Of(drawing), heading, description),
        };
    }
}
