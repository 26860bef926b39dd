using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Reporting;

/// <summary>The footnotes of a score table about what its FLOPs do not hold.</summary>
internal static class MeteringNotes
{
    private const int ShownCallees = 5;

    /// <summary>Whether estimators must be told apart by their grades: one note is enough where the code of none was metered.</summary>
    public static bool GradesDiffer(RunScores scores) => HasGradeBelowFull(scores) && !IsAllUnmetered(scores);

    public static string GradeName(MeteringGrade? grade) => grade switch
    {
        MeteringGrade.Full => "full",
        MeteringGrade.Partial => "[yellow]partial[/]",
        MeteringGrade.None => "[yellow]none[/]",
        _ => "[grey]-[/]",
    };

    public static void Write(IAnsiConsole console, RunScores scores)
    {
        if (GradesDiffer(scores))
        {
            console.MarkupLine("[grey][yellow]~[/]: the meter did not see all that the estimator did: it spent at least these FLOPs, and its efficiency is at most this. Such an estimator never ranks above one that is metered in full.[/]");
            foreach (var headline in scores.Headline.Where(headline => headline.Metering is MeteringGrade.Partial or MeteringGrade.None))
            {
                console.MarkupLine($"[grey][yellow]{Markup.Escape(headline.Estimator)}[/]: {Reason(headline, scores)}[/]");
            }
        }
        else if (IsAllUnmetered(scores))
        {
            console.MarkupLine("[yellow]No estimator's own code was metered: the FLOPs are those of the host's kernels and those that estimators declare, and efficiencies are at most these.[/]");
        }

        foreach (string plugin in scores.SetUp)
        {
            console.MarkupLine($"[grey]The plugin {Markup.Escape(plugin)} computes in constructors or static state, outside its cells: see setUpFlops in measurements.jsonl.[/]");
        }
    }

    private static bool HasGradeBelowFull(RunScores scores) => scores.Headline.Any(headline => headline.Metering is MeteringGrade.Partial or MeteringGrade.None);

    private static bool IsAllUnmetered(RunScores scores) => HasGradeBelowFull(scores) && scores.Headline.All(headline => headline.Metering is MeteringGrade.None or null);

    private static string Reason(HeadlineScore headline, RunScores scores)
    {
        if (headline.Metering == MeteringGrade.None)
        {
            return "its own code was not metered; its FLOPs are those of the host's kernels and those that it declares.";
        }

        var kinds = scores.Unmetered.Where(callee => string.Equals(callee.Estimator, headline.Estimator, StringComparison.Ordinal)).GroupBy(callee => callee.Kind).OrderBy(kind => kind.Key);
        return $"not metered are {string.Join("; ", kinds.Select(KindText))}.";
    }

    private static string KindText(IGrouping<UnmeteredKind, UnmeteredCallee> calls)
    {
        var shown = calls.Take(ShownCallees).Select(callee => $"{Markup.Escape(callee.Callee)} ({Calls(callee.Hits)}{(callee.Source is { } source ? ", " + Markup.Escape(source) : "")})");
        int more = calls.Count() - ShownCallees;
        return $"{KindName(calls.Key)}: {string.Join(", ", shown)}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more, which scores.json lists") : "")}";
    }

    private static string Calls(long hits) => hits == 1 ? "1 call" : string.Create(CultureInfo.InvariantCulture, $"{hits:N0} calls");

    private static string KindName(UnmeteredKind kind) => kind switch
    {
        UnmeteredKind.Native => "native code",
        UnmeteredKind.Arithmetic => "arithmetic inside libraries",
        _ => "code made at run time",
    };
}
