using AlgZoo.Conformance;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>What <c>algzoo validate</c> found, as a table for each estimator or as JSON.</summary>
internal sealed class ValidationReport(string path, IReadOnlyList<EstimatorInfo> estimators, IReadOnlyList<ConformanceResult> results)
{
    public int Count(ConformanceVerdict verdict) => results.Count(result => result.Verdict == verdict);

    public ValidateDocument Document() => new(
        path,
        [.. Of(null).Select(Document)],
        [.. estimators.Select(estimator => new ValidatedEstimatorDocument(estimator.Id, estimator.Kind, [.. Of(estimator.Id).Select(Document)]))],
        Count(ConformanceVerdict.Passed),
        Count(ConformanceVerdict.Failed),
        Count(ConformanceVerdict.Warning),
        Count(ConformanceVerdict.Skipped));

    public void Print()
    {
        Print(path, Of(null));
        foreach (var estimator in estimators)
        {
            Print($"{estimator.Id} ({estimator.Kind})", Of(estimator.Id));
        }

        Terminal.WriteLine(FormattableString.Invariant(
            $"{Count(ConformanceVerdict.Passed)} passed, {Count(ConformanceVerdict.Failed)} failed, {Count(ConformanceVerdict.Warning)} warnings, {Count(ConformanceVerdict.Skipped)} skipped"));
    }

    private static CheckResultDocument Document(ConformanceResult result) => new(result.Check.Id, result.Verdict, result.Finding, Remedy(result), result.Seconds);

    private static string? Remedy(ConformanceResult result) => result.Verdict is ConformanceVerdict.Failed or ConformanceVerdict.Warning ? result.Check.Remedy : null;

    private static void Print(string title, ConformanceResult[] results)
    {
        if (results.Length == 0)
        {
            return;
        }

        Terminal.WriteLine(title);
        var table = new Table { Border = TableBorder.Simple }.AddColumns("check", "verdict", "finding");
        foreach (var result in results)
        {
            table.AddRow(new Text(result.Check.Id), new Text(result.Verdict.ToString().ToLowerInvariant(), Style(result.Verdict)), new Text(result.Finding));
            if (Remedy(result) is { } remedy)
            {
                table.AddRow(new Text(""), new Text("remedy"), new Text(remedy));
            }
        }

        Terminal.Output.Write(table);
    }

    private static Style Style(ConformanceVerdict verdict) => verdict switch
    {
        ConformanceVerdict.Failed => new Style(Color.Red),
        ConformanceVerdict.Warning => new Style(Color.Yellow),
        ConformanceVerdict.Passed => new Style(Color.Green),
        _ => Spectre.Console.Style.Plain,
    };

    private ConformanceResult[] Of(string? estimator) => [.. results.Where(result => string.Equals(result.Estimator, estimator, StringComparison.Ordinal))];
}
