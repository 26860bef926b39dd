using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Reporting;

/// <summary>Prints the scores of a run as a table: one line per estimator, best first.</summary>
public static class ConsoleScoreTable
{
    /// <summary>Prints the scores.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="manifest">What was run.</param>
    /// <param name="scores">The scores.</param>
    public static void Write(IAnsiConsole console, RunManifest manifest, RunScores scores)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(scores);
        foreach (var model in manifest.Models)
        {
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
                $"[bold]{Markup.Escape(model.Reference)}[/]  {Markup.Escape(model.Task)}, hidden size {model.HiddenSize}, length {model.SequenceLength}, {model.Parameters} parameters; {NoiseText(model)}; {model.Quantity}, one sample costs {model.SamplingFlops:N0} FLOPs"));
        }

        console.Write(Table(manifest, scores));
        console.MarkupLine("[grey]Efficiency: mean squared error of random sampling over the estimator's, at the FLOPs it spent. [green]+[/] beats sampling, [red]-[/] loses, nothing: undecided (95%).[/]");
        console.MarkupLine("[grey]matches to: the compute up to which it never loses. advice: knows facts about the base model. Estimators that share a rank cannot be told apart.[/]");
        WriteFailures(console, scores);
        if (!scores.Complete)
        {
            console.MarkupLine("[yellow]The run is not complete: the scores are those of the cells that were measured.[/]");
        }
    }

    private static Table Table(RunManifest manifest, RunScores scores)
    {
        string summary = manifest.Models.Count > 1 ? Scorer.AllModels : manifest.Models[0].Reference;
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("#").RightAligned());
        table.AddColumn("estimator");
        table.AddColumn("kind");
        foreach (long budget in manifest.Budgets)
        {
            table.AddColumn(new TableColumn(FlopFormat.Compute(budget)).RightAligned());
        }

        table.AddColumn(new TableColumn("overall").RightAligned());
        table.AddColumn(new TableColumn("matches to").RightAligned());
        if (manifest.Models.Count > 1)
        {
            table.AddColumn(new TableColumn("models").RightAligned());
        }

        var cells = scores.Scores.Where(score => string.Equals(score.Model, summary, StringComparison.Ordinal)).ToDictionary(score => (score.Estimator, score.Budget));
        foreach (var headline in scores.Headline)
        {
            List<string> row =
            [
                headline.Rank.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(headline.Estimator),
                KindName(headline.Kind) + (headline.UsesAdvice ? " [yellow]advice[/]" : ""),
                .. manifest.Budgets.Select(budget => cells.TryGetValue((headline.Estimator, budget), out var score) ? EfficiencyText(score) : "[grey]-[/]"),
                Bound(headline.EfficiencyIsLowerBound) + FlopFormat.Ratio(headline.Efficiency),
                headline.MatchingHorizon == 0 ? "[red]nowhere[/]" : Bound(headline.HorizonIsLowerBound) + FlopFormat.Compute(headline.MatchingHorizon),
            ];
            if (manifest.Models.Count > 1)
            {
                row.Add(string.Create(CultureInfo.InvariantCulture, $"{headline.Models}/{manifest.Models.Count}"));
            }

            table.AddRow([.. row]);
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
            int cells = group.Sum(failure => failure.Cells);
            console.MarkupLine(group.Key.Outcome == Outcome.NotSupported
                ? string.Create(CultureInfo.InvariantCulture, $"[grey]{Markup.Escape(group.Key.Estimator)} declined {cells} cells at {budgets}.[/]")
                : string.Create(CultureInfo.InvariantCulture, $"[red]{Markup.Escape(group.Key.Estimator)}: {group.Key.Outcome} in {cells} cells at {budgets}{(group.Key.Message is { } message ? ": " + Markup.Escape(message) : "")}[/]"));
        }
    }

    private static string NoiseText(ManifestModel model) => string.Equals(model.NoiseKind, "none", StringComparison.Ordinal)
        ? "no noise"
        : string.Create(CultureInfo.InvariantCulture, $"{model.NoiseKind} noise {model.Sigma:0.#####}");

    private static string KindName(EstimatorKind kind) => kind switch
    {
        EstimatorKind.QuasiMonteCarlo => "QMC",
        _ => kind.ToString().ToLowerInvariant(),
    };

    // The comparison sign that marks a value as a lower bound.
    private static string Bound(bool isLowerBound) => isLowerBound ? ">" : "";
}
