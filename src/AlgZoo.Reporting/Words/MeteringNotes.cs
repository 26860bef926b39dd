using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What the FLOPs of a run do not hold, in plain sentences.</summary>
internal static class MeteringNotes
{
    /// <summary>What is said where the meter saw no estimator's own code.</summary>
    public const string NothingMetered = "No estimator's own code was metered: the FLOPs are those of the host's kernels and those that estimators declare, and efficiencies are at most these.";

    private const int ShownCallees = 5;

    /// <summary>Whether estimators must be told apart by their grades: one note is enough where the code of none was metered.</summary>
    public static bool GradesDiffer(RunScores scores) => HasGradeBelowFull(scores) && !IsAllUnmetered(scores);

    /// <summary>The name of a grade in a table; a hyphen where no cell completed.</summary>
    public static string GradeName(MeteringGrade? grade) => grade?.ToString().ToLowerInvariant() ?? "-";

    /// <summary>Whether efficiencies with this grade are upper bounds, and marked so where grades differ.</summary>
    public static bool IsUpperBound(MeteringGrade? grade) => grade is MeteringGrade.Partial or MeteringGrade.None;

    /// <summary>The sentences; none where everything was metered.</summary>
    public static IEnumerable<string> Of(RunScores scores)
    {
        if (GradesDiffer(scores))
        {
            yield return "~: the meter did not see all that the estimator did, and its efficiency is at most this. Such an estimator never ranks above one that is metered in full.";
            foreach (var headline in scores.Headline.Where(headline => IsUpperBound(headline.Metering)))
            {
                yield return $"{headline.Estimator}: {Reason(headline, scores)}";
            }
        }
        else if (IsAllUnmetered(scores))
        {
            yield return NothingMetered;
        }

        if (scores.SetUp.Count > 0)
        {
            yield return $"Outside their cells, in constructors or static state, these plugins compute: {English.List(scores.SetUp)}; see setUpFlops in measurements.jsonl.";
        }
    }

    private static bool HasGradeBelowFull(RunScores scores) => scores.Headline.Any(headline => IsUpperBound(headline.Metering));

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
        var shown = calls.Take(ShownCallees).Select(callee => $"{callee.Callee} ({English.Count(callee.Hits, "call")}{(callee.Source is { } source ? ", " + source : "")})");
        int more = calls.Count() - ShownCallees;
        return $"{KindName(calls.Key)}: {string.Join(", ", shown)}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more, which scores.json lists") : "")}";
    }

    private static string KindName(UnmeteredKind kind) => kind switch
    {
        UnmeteredKind.Native => "native code",
        UnmeteredKind.Arithmetic => "arithmetic inside libraries",
        _ => "code made at run time",
    };
}
