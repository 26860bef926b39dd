using System.Text.Json;

namespace AlgZoo.Reporting;

/// <summary>Compute by class of operation, a bar for each estimator.</summary>
internal static class OperationsChart
{
    private const string Title = "Compute by class of operation";

    private static readonly CsvColumns<(EstimatorCompute Compute, OperationClass Operation)> Columns = new CsvColumns<(EstimatorCompute Compute, OperationClass Operation)>()
        .Text("estimator", row => row.Compute.Estimator.Id)
        .Text("kind", row => row.Compute.Estimator.Info.Kind.ToString())
        .Flag("usesAdvice", row => row.Compute.Estimator.Info.UsesAdvice)
        .Number<int>("cells", row => row.Compute.Cells)
        .Text("group", row => OperationGroup.Of(row.Operation).Name)
        .Text("operation", row => JsonNamingPolicy.CamelCase.ConvertName(row.Operation.ToString()))
        .Number<long>("count", row => row.Compute.Estimator.Operations[row.Operation])
        .Number<long>("price", row => row.Compute.Prices[row.Operation])
        .Number<double>("flops", row => row.Compute.FlopsOf(row.Operation))
        .Number<double>("flopsPerCell", row => row.Compute.FlopsOf(row.Operation) / row.Compute.Cells)
        .Number<double>("share", row => row.Compute.ShareOf(row.Operation));

    /// <summary>Makes the chart.</summary>
    public static Chart Of(RunReport report, IReadOnlyDictionary<string, SeriesStyle> styles)
    {
        var bars = EstimatorCompute.Of(report);
        string id = $"{ChartNames.Slug(ChartKind.Operations)}-0";
        string description = Describe(report, bars);
        return new Chart
        {
            Kind = ChartKind.Operations,
            Model = report.Summary,
            Title = Title,
            Description = description,
            Svg = size => SvgDocument.ForPage(OperationBars.Draw(bars, styles, size), SvgDocument.Id(id, size), Title, description),
            SvgFile = () => SvgDocument.ForFile(OperationBars.Draw(bars, styles, ChartSize.Wide), id, Title, description, legend: null),
            Csv = () => Columns.ToCsv(bars.SelectMany(bar => bar.Estimator.Operations.Occurring().Select(entry => (bar, entry.Operation)))),
            VegaLite = () => VegaLite.Text(OperationsVega.Of(bars), Title, description),
        };
    }

    private static string Describe(RunReport report, IReadOnlyList<EstimatorCompute> bars)
    {
        if (bars.Count == 0)
        {
            return "No estimator completed a cell.";
        }

        var most = bars.MaxBy(bar => bar.FlopsPerCell)!;
        string[] costliest =
        [
            .. OperationGroup.All
                .Select(group => (group.Name, Bars: bars.Count(bar => bar.Costliest == group)))
                .Where(entry => entry.Bars > 0).OrderByDescending(entry => entry.Bars)
                .Select(entry => FormattableString.Invariant($"{entry.Name} for {entry.Bars}")),
        ];
        return string.Join(' ',
        [
            $"Shares of the FLOPs of completed cells by class of operation, priced by {report.Manifest.PriceTable}, a bar for each of {ChartWords.Estimators(bars.Count)}, with the mean FLOPs of a cell at its end.",
            $"{most.Estimator.Id} spends most, {FlopFormat.Compute(most.FlopsPerCell)} FLOPs a cell.",
            .. costliest.Length == 0 ? Array.Empty<string>() : [$"The class that costs most is {string.Join(", ", costliest)}."],
        ]);
    }
}
