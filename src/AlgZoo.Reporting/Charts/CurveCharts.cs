using System.Text.Json.Nodes;

namespace AlgZoo.Reporting;

/// <summary>Puts the charts together whose points are scores.</summary>
internal static class CurveCharts
{
    /// <summary>Makes a chart.</summary>
    public static Chart Make(ChartKind kind, string title, string description, ModelScores scores, CurveChart drawing, JsonObject specification)
    {
        string id = scores.Id(kind);
        string heading = scores.Report.Models.Count == 1 ? title : $"{title}: {scores.ModelText}";
        return new Chart
        {
            Kind = kind,
            Model = scores.Model,
            Title = heading,
            Description = description,
            Svg = size => SvgDocument.ForPage(drawing.Draw(size), FormattableString.Invariant($"{id}-{(size == ChartSize.Wide ? "wide" : "narrow")}"), heading, description),
            SvgFile = () => SvgDocument.ForFile(drawing.Draw(ChartSize.Wide), id, heading, description, Legend.Of([.. drawing.Curves.Select(curve => (curve.Estimator, curve.Style))], drawing.Draw(ChartSize.Wide).Width)),
            Csv = () => ScoreCsv.Of(scores.Scores),
            VegaLite = () => VegaLite.Text(specification, heading, description),
        };
    }
}
