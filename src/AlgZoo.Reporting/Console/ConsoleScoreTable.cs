using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Reporting;

/// <summary>Prints the scores of a run: what they show in words, a table with one line per estimator, its footnotes, what failed, and what to try next.</summary>
public static class ConsoleScoreTable
{
    private const int ShownModels = 6;
    private const int NextSteps = 2;

    /// <summary>Prints the scores.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="report">The report of the run.</param>
    /// <param name="folder">Its run directory, for the commands to try next; null for a run without one, and no such commands.</param>
    public static void Write(IAnsiConsole console, RunReport report, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(report);
        if (!string.Equals(report.Scores.PriceTable, PriceTable.Default.Name, StringComparison.Ordinal))
        {
            Line(console, "yellow", $"Priced by {report.Scores.PriceTable}; budgets as they were requested, in FLOPs of {PriceTable.Default.Name}.");
        }

        foreach (var model in report.Manifest.Models.Take(ShownModels))
        {
            console.MarkupLine($"[bold]{Markup.Escape(model.Reference)}[/]  {Markup.Escape(ModelWords.Of(model))}");
        }

        if (report.Manifest.Models.Count > ShownModels)
        {
            Line(console, "grey", string.Create(CultureInfo.InvariantCulture, $"and {report.Manifest.Models.Count - ShownModels} more models, which manifest.json lists"));
        }

        console.WriteLine();
        Line(console, "bold", string.Join(" ", HeadlineWords.Of(report)));
        console.WriteLine();
        EstimatorReport[] rows = [.. report.Estimators.Where(estimator => estimator.Headline is not null).OrderBy(Place)];
        if (rows.Length > 0)
        {
            WriteTable(console, report, rows);
        }

        foreach (var failure in FailureLine.Of(report))
        {
            Line(console, failure.IsDeclined ? "grey" : "red", failure.ToString());
        }

        if (folder is not null)
        {
            foreach (var step in NextStep.Of(report, folder).Take(NextSteps))
            {
                Line(console, "grey", $"next, {step.Purpose}:");
                // Not wrapped, so that it can be copied.
                console.Profile.Out.Writer.WriteLine("  " + step.Command);
            }
        }
    }

    // By efficiency, but only among those of which the meter saw as much, and which work on as many models: other efficiencies are about something else.
    private static (int Grade, int Models, double Efficiency) Place(EstimatorReport estimator) =>
        (estimator.Headline!.Metering is { } grade ? (int)grade : int.MaxValue, -estimator.Headline.Models, -estimator.Headline.Efficiency);

    private static void WriteTable(IAnsiConsole console, RunReport report, EstimatorReport[] rows)
    {
        var columns = new ScoreColumns(report, rows, console.Profile.Width, console.Profile.Capabilities.Unicode);
        var table = new Table().NoBorder();
        foreach (var column in columns.Shown)
        {
            table.AddColumn(new TableColumn($"[grey]{column.Heading}[/]") { Alignment = column.Alignment, NoWrap = true, Padding = new Padding(0, 0, column == columns.Shown[^1] ? 0 : columns.Gap, 0) });
        }

        for (int row = 0; row < rows.Length; row++)
        {
            table.AddRow([.. columns.Shown.Select(column => column.Cells[row])]);
        }

        console.Write(table);
        console.WriteLine();
        foreach (string line in Legend(report, columns))
        {
            Line(console, "grey", line);
        }

        foreach (string note in MeteringNotes.Of(report.Scores).Concat(TruthNotes.Of(report)))
        {
            Line(console, "grey", note);
        }
    }

    private static IEnumerable<string> Legend(RunReport report, ScoreColumns columns)
    {
        yield return $"overall: efficiency, the squared error of sampling at equal FLOPs over the estimator's. Bars: efficiency by budget, the middle height is 1, a step {BudgetBars.Step}.";
        var marks = new List<string> { report.Manifest.Budgets.Count == 1 ? "verdict: beats sampling, loses, or neither can be shown (95%)" : "verdict: at how many budgets it beats sampling, or loses (95%)" };
        if (columns.ShowsHorizons)
        {
            marks.Add("matches to: compute up to which it never loses");
        }

        if (columns.ShowsEfficiencies)
        {
            marks.Add("+ beats sampling there, - loses");
        }

        if (report.Estimators.Any(estimator => estimator.Headline is { EfficiencyIsLowerBound: true } or { HorizonIsLowerBound: true }))
        {
            marks.Add("> at least");
        }

        if (report.Estimators.Any(estimator => estimator.Headline is not null && estimator.Info.UsesAdvice))
        {
            marks.Add("* uses advice about the base model");
        }

        if (report.Scores.Headline.Select(headline => headline.Rank).Distinct().Count() < report.Scores.Headline.Count)
        {
            marks.Add("equal #: cannot be told apart");
        }

        if (report.Scores.Headline.Any(headline => headline.FailureRate > 0))
        {
            marks.Add("! some cells failed, and count as trivial estimates");
        }

        if (report.Scores.Headline.Any(headline => headline.Models < report.Manifest.Models.Count))
        {
            marks.Add(string.Create(CultureInfo.InvariantCulture, $"n/{report.Manifest.Models.Count}: works on n of the {report.Manifest.Models.Count} models"));
        }

        if (columns.CutsNames)
        {
            marks.Add($"{columns.Ellipsis} cut, a wider window shows all");
        }

        yield return string.Join("; ", marks) + ".";
    }

    private static void Line(IAnsiConsole console, string style, string text) => console.MarkupLine($"[{style}]{Markup.Escape(text)}[/]");
}
