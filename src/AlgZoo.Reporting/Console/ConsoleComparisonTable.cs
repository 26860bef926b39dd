using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Reporting;

/// <summary>Prints what changed from one run to another: a line per estimator and budget, and one over the budgets.</summary>
public static class ConsoleComparisonTable
{
    // Costs that differ by less are not worth a line.
    private const double SameCost = 0.005;

    private const string AllBudgets = "all";
    private const string NotComparable = "not comparable";

    /// <summary>Prints a comparison.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="before">Name of the first run.</param>
    /// <param name="after">Name of the second run.</param>
    public static void Write(IAnsiConsole console, RunComparison comparison, string before, string after)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(comparison);
        WriteHeader(console, comparison, before, after);
        string summary = comparison.Models.Count > 1 ? Scorer.AllModels : comparison.Models[0].Model;
        ScoreComparison[] scores = [.. comparison.Scores.Where(score => string.Equals(score.Model, summary, StringComparison.Ordinal))];
        var table = new Table { Border = TableBorder.Simple };
        foreach (string heading in (string[])["estimator", "budget", "before", "after", "ratio", "difference"])
        {
            bool isNumber = heading is "before" or "after";
            table.AddColumn(new TableColumn(heading) { NoWrap = heading is not "difference", Alignment = isNumber ? Justify.Right : Justify.Left, Padding = new Padding(heading is "ratio" ? 1 : 0, 0, isNumber ? 0 : 1, 0) });
        }

        string[] ofModels = [.. comparison.Models.Select(model => model.Reason).OfType<string>()];
        int byChance = 0;
        foreach (var estimator in comparison.Estimators)
        {
            ScoreComparison[] rows = [.. scores.Where(score => string.Equals(score.Estimator, estimator.Estimator, StringComparison.Ordinal))];
            byChance += AddRows(table, estimator, rows, reason => ofModels.Contains(reason, StringComparer.Ordinal) ? NotComparable : reason);
        }

        console.Write(table);
        console.MarkupLine("[grey]before, after: efficiency, the mean squared error of sampling over the estimator's at the FLOPs it spent. >: at least. ratio: efficiency after over before with its 95% interval; above 1 is better.[/]");
        if (byChance > 0)
        {
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
                $"[grey]Of {byChance} lines with an interval about {0.05 * byChance:0.#} are marked better or worse by chance, if nothing changed but random numbers.[/]"));
        }

        WriteNotes(console, comparison, scores);
    }

    private static void WriteHeader(IAnsiConsole console, RunComparison comparison, string before, string after)
    {
        console.MarkupLine($"before: [bold]{Markup.Escape(before)}[/]");
        console.MarkupLine($"after:  [bold]{Markup.Escape(after)}[/]");
        if (!string.Equals(comparison.PriceTable, PriceTable.Default.Name, StringComparison.Ordinal))
        {
            console.MarkupLine($"[yellow]Priced by {Markup.Escape(comparison.PriceTable)}; budgets as they were requested, in FLOPs of {PriceTable.Default.Name}.[/]");
        }

        console.MarkupLine(comparison.Differences.Count == 0
            ? "The manifests of the runs do not differ."
            : $"What differs: {Markup.Escape(string.Join("; ", comparison.Differences))}.");
        foreach (var group in comparison.Models.GroupBy(model => (model.Pairing, model.Reason)))
        {
            string copies = string.Create(CultureInfo.InvariantCulture, $"{group.Sum(model => model.Copies):N0} noisy {(group.Sum(model => model.Copies) == 1 ? "copy" : "copies")} of {Models([.. group])}");
            console.MarkupLine(group.Key.Pairing switch
            {
                Pairing.Paired => $"Paired on the same {copies}.",
                Pairing.Unpaired => $"[yellow]Not paired[/], on {copies}: {Markup.Escape(group.Key.Reason!)}.",
                _ => $"[yellow]Not comparable[/] on {Models([.. group])}: {Markup.Escape(group.Key.Reason!)}.",
            });
        }
    }

    private static string Models(ComparedModel[] models) => models.Length == 1 ? Markup.Escape(models[0].Model) : string.Create(CultureInfo.InvariantCulture, $"{models.Length} models");

    // Returns how many of the rows have an interval that chance decides.
    private static int AddRows(Table table, EstimatorComparison estimator, ScoreComparison[] rows, Func<string, string> shortReason)
    {
        bool isOneLine = estimator.Change == Change.Same || (estimator.Budgets.Count == 0 && rows.Select(row => row.Reason).Distinct(StringComparer.Ordinal).Count() == 1);
        if (isOneLine && Array.TrueForAll(rows, row => row.Change == estimator.Change))
        {
            table.AddRow(Markup.Escape(estimator.Estimator), AllBudgets, "", "", "", estimator.Reason is { } common ? Reason(shortReason(common)) : Word(estimator.Change));
            return 0;
        }

        int byChance = 0;
        string name = Markup.Escape(estimator.Estimator);
        foreach (var row in rows)
        {
            byChance += row.PValue is null ? 0 : 1;
            table.AddRow(
                name, FlopFormat.Compute(row.Budget), Efficiency(row.Before), Efficiency(row.After), Ratio(row.EfficiencyRatio, row.EfficiencyRatioLow, row.EfficiencyRatioHigh),
                row.Reason is { } reason ? Reason(shortReason(reason)) : Word(row.Change));
            name = "";
        }

        if (estimator.Budgets.Count > 1)
        {
            byChance += byChance > 0 ? 1 : 0;
            table.AddRow(name, AllBudgets, "", "", Ratio(estimator.EfficiencyRatio, estimator.EfficiencyRatioLow, estimator.EfficiencyRatioHigh), Word(estimator.Change));
        }

        return byChance;
    }

    private static void WriteNotes(IAnsiConsole console, RunComparison comparison, ScoreComparison[] scores)
    {
        foreach (var costs in scores.Where(score => Cost(score) is { } cost && Math.Abs(cost - 1) > SameCost).GroupBy(score => (score.Estimator, Cost: FlopFormat.Ratio(Cost(score)!.Value))))
        {
            console.MarkupLine($"{Markup.Escape(costs.Key.Estimator)} spends {costs.Key.Cost} times the FLOPs at {string.Join(", ", costs.Select(score => FlopFormat.Compute(score.Budget)))}.");
        }

        foreach (var failures in scores.Where(score => score.Before is { } before && score.After is { } after && before.Failures != after.Failures).GroupBy(score => score.Estimator, StringComparer.Ordinal))
        {
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
                $"[red]{Markup.Escape(failures.Key)}[/] failed in {failures.Sum(score => score.Before!.Failures):N0} cells before and in {failures.Sum(score => score.After!.Failures):N0} after; each counts as the trivial estimate at full budget."));
        }

        foreach (var estimator in comparison.Estimators.Where(estimator => estimator.Lost > 0))
        {
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"[red]{Markup.Escape(estimator.Estimator)}[/] has no comparable answer any more {(estimator.Lost == 1 ? "in one case" : $"in {estimator.Lost} cases")} of model and budget."));
        }

        string[] worse = [.. comparison.Estimators.Where(estimator => estimator.IsWorse).Select(estimator => Markup.Escape(estimator.Estimator))];
        if (worse.Length > 0)
        {
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"[red]Worse beyond chance[/] (at most {RunComparison.FalseAlarmRate:0%} false alarms for all estimators together): {string.Join(", ", worse)}."));
        }
    }

    private static double? Cost(ScoreComparison score) => score.Before is { Flops: > 0 } before && score.After is { } after ? after.Flops / before.Flops : null;

    private static string Efficiency(ComparedScore? score) => score is null ? "[grey]-[/]" : (score.EfficiencyIsLowerBound ? ">" : "") + FlopFormat.Ratio(score.Efficiency);

    // An interval that is as narrow as the number itself is not shown.
    private static string Ratio(double? ratio, double? low, double? high)
    {
        if (ratio is not { } value)
        {
            return "[grey]-[/]";
        }

        var (text, lowText, highText) = (FlopFormat.Ratio(value), FlopFormat.Ratio(low ?? 0), high is { } end ? FlopFormat.Ratio(end) : "-");
        return low is null || string.Equals(lowText, highText, StringComparison.Ordinal) ? text : Markup.Escape($"{text} [{lowText}, {highText}]");
    }

    private static string Reason(string reason) => $"[yellow]{Markup.Escape(reason)}[/]";

    private static string Word(Change change) => change switch
    {
        Change.Better => "[green]better[/]",
        Change.Worse => "[red]worse[/]",
        Change.Same => "[grey]same[/]",
        Change.NotComparable => Reason(NotComparable),
        _ => "none shown",
    };
}
