using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The colours of verdicts, always beside words or marks that say the same.</summary>
internal static class VerdictStyle
{
    /// <summary>Puts a text, which is markup, into the colour of a verdict.</summary>
    public static string Of(Verdict verdict, string markup) => verdict switch
    {
        Verdict.Beats => $"[green]{markup}[/]",
        Verdict.Loses => $"[red]{markup}[/]",
        _ => markup,
    };

    /// <summary>The verdicts over the budgets in words, yellow where they contradict each other.</summary>
    public static string Of(EstimatorReport estimator)
    {
        string words = VerdictWords.Short(estimator);
        bool beats = estimator.Summary.Any(score => score.Verdict == Verdict.Beats);
        bool loses = estimator.Summary.Any(score => score.Verdict == Verdict.Loses);
        return beats && loses ? $"[yellow]{words}[/]" : Of(beats ? Verdict.Beats : loses ? Verdict.Loses : Verdict.Undecided, words);
    }
}
