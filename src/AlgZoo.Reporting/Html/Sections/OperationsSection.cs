using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What compute was spent on: operations by class, seconds and memory, and what advice cost.</summary>
internal static class OperationsSection
{
    private const int ShownAdvice = 30;

    private static readonly Column<ManifestAdvice>[] AdviceColumns =
    [
        new("estimator", "estimator", advice => Cell.Text(advice.Estimator)) { IsName = true },
        new("model", "model", advice => Cell.Text(advice.Model)),
        new("bytes", "bytes", advice => Cell.Count(advice.Bytes)),
        new("flops", "FLOPs", advice => Cell.Number(advice.Flops, FlopFormat.Compute)),
        new("seconds", "seconds", advice => Cell.Number(advice.Seconds, NumberFormat.Seconds)),
        new("metering", "metered", advice => Cell.Grade(advice.Metering)),
        new("outcome", "outcome", advice => Cell.Text(advice.Message is null ? advice.Outcome.ToString() : $"{advice.Outcome}: {advice.Message}")),
    ];

    public static PageSection Of(RunReport report, IEnumerable<Chart> charts)
    {
        EstimatorReport[] measured = [.. report.Estimators.Where(estimator => estimator.Headline is not null)];
        return new PageSection("operations", "Compute by class of operation", $"""
            {ChartFigures.Of(charts, report.Summary)}<details id="operation-counts" open=""><summary>Operations of all completed cells, by class</summary>
            {HtmlTable.Sortable("operation-table", "Operations of all completed cells, counted by class", Columns(measured), measured, Attributes)}</details>
            {Advice(report)}
            """);
    }

    private static List<Column<EstimatorReport>> Columns(EstimatorReport[] measured) =>
    [
        new("estimator", "estimator", estimator => Cell.Text(estimator.Id)) { IsName = true },
        .. Enum.GetValues<OperationClass>()
            .Where(operation => Array.Exists(measured, estimator => estimator.Operations[operation] != 0))
            .Select(operation => new Column<EstimatorReport>(operation.ToString(), OperationNames.Of(operation), estimator => Cell.Number(estimator.Operations[operation], FlopFormat.Compute))),
        new("seconds", "seconds", estimator => Cell.Number(estimator.Seconds, NumberFormat.Seconds)),
        new("peakMemoryBytes", "peak memory", estimator => Cell.Number(estimator.PeakMemoryBytes, Html.Text(estimator.PeakMemoryBytes is { } bytes ? FlopFormat.Bytes(bytes) : Cell.Missing))),
    ];

    private static Html Attributes(EstimatorReport estimator) => Html.Attributes(("data-estimator", estimator.Id));

    private static Html Advice(RunReport report)
    {
        var advice = report.Manifest.Advice;
        return advice.Count == 0 ? Html.None : $"""
            <details id="advice-costs"{Html.Flag("open", advice.Count <= ShownAdvice)}><summary>Advice about the base models ({advice.Count} prepared)</summary>
            <p>Advice is prepared once about each base model, before any noisy copy is seen. Its compute is shown and never scored.</p>
            {HtmlTable.Sortable("advice-table", "Advice", AdviceColumns, advice, entry => Html.Attributes(("data-estimator", entry.Estimator), ("data-model", entry.Model)))}</details>

            """;
    }
}
