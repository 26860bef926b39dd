using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Estimate against truth, a point for each noisy copy, at one budget.</summary>
internal static class EstimateVersusTruthChart
{
    private const string Title = "Estimate versus truth";

    private static readonly CsvColumns<Measurement> Columns = new CsvColumns<Measurement>()
        .Text("estimator", cell => cell.Estimator)
        .Text("model", cell => cell.Model)
        .Number<int>("draw", cell => cell.Draw)
        .Number<long>("budget", cell => cell.Budget)
        .Number<double>("truth", cell => cell.Truth)
        .Number<double>("truthStandardError", cell => cell.TruthStandardError)
        .Number<double>("value", cell => cell.Value);

    /// <summary>Makes a chart for each budget.</summary>
    public static IEnumerable<Chart> OfEachBudget(ModelScores scores)
    {
        var cells = scores.Report.MeasurementsOf(scores.Model).Where(cell => cell.Value is { } value && double.IsFinite(value)).ToLookup(cell => (cell.Estimator, cell.Budget));
        string[] models = [.. scores.Report.Manifest.Models.Select(model => model.Reference)];
        return scores.Report.Manifest.Budgets.Select((budget, index) => Make(
            scores, budget, index,
            [
                .. scores.Series
                    .Select(series => new Scatter(series.Estimator, series.Style, [.. cells[(series.Estimator.Id, budget)].OrderBy(cell => Array.IndexOf(models, cell.Model)).ThenBy(cell => cell.Draw)]))
                    .Where(scatter => scatter.Cells.Count > 0),
            ]));
    }

    private static Chart Make(ModelScores scores, long budget, int budgetIndex, IReadOnlyList<Scatter> series)
    {
        var (truth, estimate) = ScatterRange.Of([.. series.SelectMany(scatter => scatter.Cells)]);
        var drawing = new ScatterChart
        {
            X = new Axis($"true {scores.QuantityText}", "truth", "datum.truth", truth),
            Y = new Axis($"estimated {scores.QuantityText}", "value", "datum.value", estimate),
            Series = series,
        };
        string id = FormattableString.Invariant($"{scores.Id(ChartKind.EstimateVersusTruth)}-{budgetIndex}");
        string heading = scores.Heading($"{Title} at {FlopFormat.Compute(budget)} FLOPs");
        string description = Describe(scores, budget, drawing);
        return new Chart
        {
            Kind = ChartKind.EstimateVersusTruth,
            Model = scores.Model,
            Budget = budget,
            Title = heading,
            Description = description,
            Svg = size => SvgDocument.ForPage(drawing.Draw(size), SvgDocument.Id(id, size), heading, description),
            SvgFile = () =>
            {
                var picture = drawing.Draw(ChartSize.Wide);
                return SvgDocument.ForFile(picture, id, heading, description, Legend.Of([.. series.Select(scatter => (scatter.Estimator.Id, scatter.Style))], picture.Width));
            },
            Csv = () => Columns.ToCsv(series.SelectMany(scatter => scatter.Cells)),
            VegaLite = () => VegaLite.Text(ScatterVega.Of(drawing), heading, description),
        };
    }

    private static string Describe(ModelScores scores, long budget, ScatterChart drawing)
    {
        int copies = drawing.Series.SelectMany(scatter => scatter.Cells).Select(cell => (cell.Model, cell.Draw)).Distinct().Count();
        int beyond = drawing.Series.SelectMany(scatter => scatter.Cells).Count(cell => cell.Value < drawing.Y.Scale.Low || cell.Value > drawing.Y.Scale.High);
        return string.Join(' ',
        [
            FormattableString.Invariant($"Estimates against true values of {ChartWords.Estimators(drawing.Series.Count)} on {copies} noisy {(copies == 1 ? "copy" : "copies")} of {scores.ModelText}, at a budget of {FlopFormat.Compute(budget)} FLOPs. Points on the diagonal are right."),
            ChartWords.Lowest(scores, budget, "At this budget"),
            .. beyond == 0 ? Array.Empty<string>() : [beyond == 1 ? "One estimate lies beyond the axis and is drawn at its edge." : FormattableString.Invariant($"{beyond} estimates lie beyond the axis and are drawn at its edge.")],
        ]);
    }
}
