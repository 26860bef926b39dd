using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What the meter could not see.</summary>
internal static class UnmeteredSection
{
    private static readonly Column<UnmeteredCallee>[] Columns =
    [
        new("estimator", "estimator", callee => Cell.Text(callee.Estimator)) { IsName = true },
        new("callee", "called", callee => new Cell(callee.Callee, $"<code>{callee.Callee}</code>", IsNumber: false)),
        new("kind", "kind", callee => Cell.Text(KindOf(callee.Kind))),
        new("hits", "calls", callee => Cell.Count(callee.Hits)),
        new("source", "first call site", callee => Cell.Text(FileName.Of(callee.Source))),
    ];

    public static PageSection Of(RunReport report) => new("unmetered", "What the meter did not see", $"""
        {Calls(report.Scores)}{Unrewritten(report)}{report.Scores.SetUp.Select(plugin =>
            (Html)$"<p>The plugin {plugin} computes in constructors or static state, outside its cells: measurements.jsonl has it as setUpFlops, and it is never scored.</p>\n")}
        """);

    private static Html Calls(RunScores scores) => scores.Unmetered.Count == 0
        ? $"<p>No call was executed whose work the meter cannot see.</p>\n"
        : HtmlTable.Sortable("unmetered-table", "Calls whose work the meter cannot see", Columns, scores.Unmetered, callee => Html.Attributes(("data-estimator", callee.Estimator)));

    private static Html Unrewritten(RunReport report)
    {
        string[] estimators = [.. report.Estimators.Where(estimator => estimator.Headline?.Metering == MeteringGrade.None).Select(estimator => estimator.Id)];
        return estimators.Length == 0 ? Html.None : $"<p>The code of {English.List(estimators)} was not metered: the FLOPs are those of the host's kernels and those that are declared.</p>\n";
    }

    private static string KindOf(UnmeteredKind kind) => kind switch
    {
        UnmeteredKind.Native => "native code",
        UnmeteredKind.Arithmetic => "arithmetic inside a library",
        _ => "code made at run time",
    };
}
