using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Reporting;

/// <summary>Prints the scores of a run as a table: one line per estimator, best first.</summary>
public static class ConsoleScoreTable
{
    private const int BorderWidth = 1;

    // After rank, estimator and kind.
    private const int FirstScoreColumn = 3;

    /// <summary>Prints the scores.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="manifest">What was run.</param>
    /// <param name="scores">The scores.</param>
    public static void Write(IAnsiConsole console, RunManifest manifest, RunScores scores)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(scores);
        if (!string.Equals(scores.PriceTable, PriceTable.Default.Name, StringComparison.Ordinal))
        {
            console.MarkupLine($"[yellow]Priced by {Markup.Escape(scores.PriceTable)}; budgets as they were requested, in FLOPs of {PriceTable.Default.Name}.[/]");
        }

        foreach (var model in manifest.Models)
        {
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
                $"[bold]{Markup.Escape(model.Reference)}[/]  {Markup.Escape(model.Task)}, hidden size {model.HiddenSize}, length {model.SequenceLength}, {model.Parameters} parameters; {NoiseText(model)}; {model.Quantity}, one sample costs {model.SamplingFlops:N0} FLOPs"));
        }

        if (scores.Headline.Count == 0)
        {
            console.MarkupLine("No estimator has a score.");
        }
        else
        {
            foreach (var table in Tables(Columns(manifest, scores), console.Profile.Width))
            {
                console.Write(table);
            }

            console.MarkupLine("[grey]Efficiency: mean squared error of random sampling over the estimator's, at the FLOPs it spent. [green]+[/] beats sampling, [red]-[/] loses, nothing: undecided (95%). >: at least.[/]");
            console.MarkupLine("[grey]matches to: the compute up to which it never loses. advice: knows facts about the base model. Estimators that share a rank cannot be told apart.[/]");
            if (scores.Scores.Any(score => score.Failures > 0))
            {
                console.MarkupLine("[grey][red]![/]: some cells failed; each counts as the trivial estimate at full budget.[/]");
            }

            MeteringNotes.Write(console, scores);
            ExactTruthNotes.Write(console, manifest, scores);
        }

        WriteFailures(console, scores);
        if (!scores.Complete)
        {
            console.MarkupLine("[yellow]The run is not complete: the scores are those of the cells that were measured.[/]");
        }
    }

    private static List<Column> Columns(RunManifest manifest, RunScores scores)
    {
        bool marksGrades = MeteringNotes.GradesDiffer(scores);
        var columns = new List<Column>
        {
            Of("#", Justify.Right, headline => headline.Rank.ToString(CultureInfo.InvariantCulture)),
            Of("estimator", Justify.Left, headline => Markup.Escape(headline.Estimator)),
            Of("kind", Justify.Left, headline => KindNames.Of(headline.Kind) + (headline.UsesAdvice ? " [yellow]advice[/]" : "")),
            Of("overall", Justify.Right, headline => Mark(headline.Metering) + Bound(headline.EfficiencyIsLowerBound) + FlopFormat.Ratio(headline.Efficiency)),
            Of("matches to", Justify.Right, headline => headline.MatchingHorizon == 0 ? "[red]nowhere[/]" : Bound(headline.HorizonIsLowerBound) + FlopFormat.Compute(headline.MatchingHorizon)),
        };
        if (marksGrades)
        {
            columns.Insert(FirstScoreColumn, Of("metered", Justify.Left, headline => MeteringNotes.GradeName(headline.Metering)));
        }

        if (manifest.Models.Count > 1)
        {
            columns.Add(Of("models", Justify.Right, headline => string.Create(CultureInfo.InvariantCulture, $"{headline.Models}/{manifest.Models.Count}")));
        }

        string summary = manifest.Models.Count > 1 ? Scorer.AllModels : manifest.Models[0].Reference;
        var cells = scores.Scores.Where(score => string.Equals(score.Model, summary, StringComparison.Ordinal)).ToDictionary(score => (score.Estimator, score.Budget));
        foreach (long budget in manifest.Budgets)
        {
            columns.Add(Of(FlopFormat.Compute(budget), Justify.Right, headline => cells.TryGetValue((headline.Estimator, budget), out var score) ? Mark(score.Metering) + EfficiencyText(score) : "[grey]-[/]  "));
        }

        return columns;

        string Mark(MeteringGrade? grade) => marksGrades && grade is MeteringGrade.Partial or MeteringGrade.None ? "[yellow]~[/]" : "";

        Column Of(string heading, Justify alignment, Func<HeadlineScore, string> cell) => new(heading, alignment, [.. scores.Headline.Select(cell)]);
    }

    // Columns that the console is too narrow for go into further tables, each of which names the estimators again.
    private static IEnumerable<Table> Tables(List<Column> columns, int consoleWidth)
    {
        Column[] names = [.. columns.Take(2)];
        var shown = new List<Column>(names);
        foreach (var column in columns.Skip(names.Length))
        {
            if (shown.Count > names.Length && BorderWidth + shown.Append(column).Sum(each => each.Width) > consoleWidth)
            {
                yield return Table(shown);
                shown = [.. names];
            }

            shown.Add(column);
        }

        yield return Table(shown);
    }

    private static Table Table(List<Column> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column.Heading) { Alignment = column.Alignment, NoWrap = true });
        }

        for (int row = 0; row < columns[0].Cells.Count; row++)
        {
            table.AddRow([.. columns.Select(column => column.Cells[row])]);
        }

        return table;
    }

    private static string EfficiencyText(Score score)
    {
        string text = Bound(score.EfficiencyIsLowerBound) + FlopFormat.Ratio(score.Efficiency);
        string failed = score.Failures > 0 ? "[red]![/]" : "";
        return failed + score.Verdict switch
        {
            Verdict.Beats => $"[green]{text} +[/]",
            Verdict.Loses => $"[red]{text} -[/]",
            _ => text + "  ",
        };
    }

    private static void WriteFailures(IAnsiConsole console, RunScores scores)
    {
        foreach (var group in scores.Failures.GroupBy(failure => (failure.Estimator, failure.Outcome, failure.Message)))
        {
            string budgets = string.Join(", ", group.Select(failure => failure.Budget).Distinct().Order().Select(budget => FlopFormat.Compute(budget)));
            int count = group.Sum(failure => failure.Cells);
            string cells = count == 1 ? "1 cell" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} cells");
            console.MarkupLine(group.Key.Outcome == Outcome.NotSupported
                ? string.Create(CultureInfo.InvariantCulture, $"[grey]{Markup.Escape(group.Key.Estimator)} declined {cells} at {budgets}.[/]")
                : string.Create(CultureInfo.InvariantCulture, $"[red]{Markup.Escape(group.Key.Estimator)}: {group.Key.Outcome} in {cells} at {budgets}{(group.Key.Message is { } message ? ": " + Markup.Escape(message) : "")}[/]"));
        }
    }

    private static string NoiseText(ManifestModel model) => string.Equals(model.NoiseKind, "none", StringComparison.Ordinal)
        ? "no noise"
        : string.Create(CultureInfo.InvariantCulture, $"{model.NoiseKind} noise {model.Sigma:0.#####}");

    // The comparison sign that marks a value as a lower bound.
    private static string Bound(bool isLowerBound) => isLowerBound ? ">" : "";

    private sealed record Column(string Heading, Justify Alignment, IReadOnlyList<string> Cells)
    {
        // What the border and the padding add to the text.
        private const int Margin = 3;

        public int Width { get; } = Margin + Cells.Append(Heading).Max(cell => Markup.Remove(cell).Length);
    }
}
