using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Says how an estimator compares with sampling over the budgets, and no more than its verdicts show.</summary>
internal sealed class VerdictWords
{
    private readonly RunReport _report;
    private readonly EstimatorReport _estimator;
    private readonly HeadlineScore _headline;

    private VerdictWords(RunReport report, EstimatorReport estimator, HeadlineScore headline)
    {
        _report = report;
        _estimator = estimator;
        _headline = headline;
    }

    private IReadOnlyList<long> Budgets => _report.Manifest.Budgets;

    /// <summary>
    /// For example <c>beats sampling from 1e5 to 1e7 FLOPs, 1.47 to 3.41 times, loses at 1e8, and declines 1e4</c>.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="estimator">One of its estimators, with a score.</param>
    public static string Of(RunReport report, EstimatorReport estimator) => new VerdictWords(report, estimator, estimator.Headline!).Text();

    /// <summary>In a word or three, for example <c>beats 3 of 4</c>: how many of the budgets that it works at show which verdict.</summary>
    /// <param name="estimator">An estimator with a score.</param>
    public static string Short(EstimatorReport estimator)
    {
        int budgets = estimator.Summary.Count;
        int beats = Count(estimator, Verdict.Beats);
        int loses = Count(estimator, Verdict.Loses);
        return (beats, loses) switch
        {
            (0, 0) => "undecided",
            (_, 0) => Share("beats", beats),
            (0, _) => Share("loses", loses),
            _ => string.Create(CultureInfo.InvariantCulture, $"beats {beats}, loses {loses}"),
        };

        string Share(string verb, int count) => budgets == 1 ? verb : string.Create(CultureInfo.InvariantCulture, $"{verb} {count} of {budgets}");
    }

    private static int Count(EstimatorReport estimator, Verdict verdict) => estimator.Summary.Count(score => score.Verdict == verdict);

    private string Text()
    {
        var clauses = new List<string>();
        Score[] beaten = Where(Verdict.Beats);
        Score[] undecided = Where(Verdict.Undecided);
        Score[] lost = Where(Verdict.Loses);
        if (beaten.Length > 0)
        {
            clauses.Add($"beats sampling {At(beaten)}{Flops(beaten)}, {Times(beaten)}");
        }

        if (undecided.Length > 0)
        {
            clauses.Add($"cannot be told apart from {(clauses.Count == 0 ? "sampling" : "it")} {At(undecided)}{(clauses.Count == 0 ? Flops(undecided) : "")}");
        }

        if (lost.Length > 0)
        {
            clauses.Add($"loses {(clauses.Count == 0 ? "to sampling " : "")}{At(lost)}{(clauses.Count == 0 ? Flops(lost) : "")}");
        }

        long[] without = [.. Budgets.Except(_estimator.Summary.Select(score => score.Budget)).Order()];
        if (without.Length > 0)
        {
            string budgets = English.List([.. without.Select(budget => FlopFormat.Compute(budget))]);
            clauses.Add(_report.Scores.Complete ? "declines " + budgets : "has no score at " + budgets);
        }

        return Joined(clauses) + OnFewerModels() + (LeavesItsBudget ? $"; it leaves larger budgets unused, and sampling has the same error with {FlopFormat.Compute(_headline.MatchingHorizon)} FLOPs" : "");
    }

    // An estimator may decline a budget on some of its models: the verdict there is about the others.
    private string OnFewerModels()
    {
        int cells = _estimator.Summary.Max(score => score.Cells);
        long[] fewer = [.. _estimator.Summary.Where(score => score.Cells < cells).Select(score => score.Budget)];
        return _report.Scores.Complete && fewer.Length > 0 ? $" ({BudgetWords.At(fewer, Budgets)} on fewer models)" : "";
    }

    // The first clause may have commas of its own.
    private static string Joined(List<string> clauses) => clauses.Count < 2 ? clauses[0] : $"{string.Join(", ", clauses.SkipLast(1))}, and {clauses[^1]}";

    // The verdicts are about the FLOPs that were spent: where those end far below the budget, sampling with all of the budget may still do better.
    private bool LeavesItsBudget => !_headline.HorizonIsLowerBound && _headline.MatchingHorizon < Budgets[^1] && Where(Verdict.Loses).Length == 0;

    private Score[] Where(Verdict verdict) => [.. _estimator.Summary.Where(score => score.Verdict == verdict)];

    private string At(IReadOnlyList<Score> scores) => LeavesItsBudget && scores.Count == _estimator.Summary.Count
        ? "at the compute that it spends"
        : BudgetWords.At([.. scores.Select(score => score.Budget)], Budgets);

    private string Flops(IReadOnlyList<Score> scores) => At(scores).Any(char.IsAsciiDigit) ? " FLOPs" : "";

    private static string Times(Score[] scores)
    {
        string low = Efficiency(scores.MinBy(score => score.Efficiency)!);
        string high = Efficiency(scores.MaxBy(score => score.Efficiency)!);
        return string.Equals(low, high, StringComparison.Ordinal) ? low + " times" : $"{low} to {high} times";
    }

    private static string Efficiency(Score score) => (score.EfficiencyIsLowerBound ? "at least " : "") + FlopFormat.Ratio(score.Efficiency);
}
