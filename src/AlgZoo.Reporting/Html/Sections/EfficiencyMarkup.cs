using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>An efficiency with all that it must not be read without: bounds, interval, verdict, grade and failures.</summary>
internal static class EfficiencyMarkup
{
    public static Html Of(Score score, bool marksGrades) =>
        $"""{Grade(score.Metering, marksGrades)}{Failed(score.Failures)}{Bound(score.EfficiencyIsLowerBound)}{FlopFormat.Ratio(score.Efficiency)}{Sign(score.Verdict)}{Interval(score)}""";

    /// <summary>The comparison sign that marks a value as a lower bound.</summary>
    public static Html Bound(bool isLowerBound) => isLowerBound ? Html.Raw("<span title=\"at least\">&gt;</span>") : Html.None;

    public static Html Grade(MeteringGrade? grade, bool marksGrades) =>
        marksGrades && MeteringNotes.IsUpperBound(grade) ? Html.Raw("<span class=\"mark\" title=\"not metered in full\">~</span>") : Html.None;

    /// <summary>The mark of failed cells.</summary>
    public static Html Failed(int cells) => cells > 0 ? $"""<span class="mark failed" title="{English.Count(cells, "cell")} failed">!</span>""" : Html.None;

    /// <summary>The verdict as a word.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Beats => "beats",
        Verdict.Loses => "loses",
        _ => "undecided",
    };

    private static Html Sign(Verdict verdict) => verdict switch
    {
        Verdict.Beats => Html.Raw("<span class=\"verdict beats\" title=\"beats sampling\"><span aria-hidden=\"true\">+</span><span class=\"spoken\"> beats sampling</span></span>"),
        Verdict.Loses => Html.Raw("<span class=\"verdict loses\" title=\"loses to sampling\"><span aria-hidden=\"true\">−</span><span class=\"spoken\"> loses to sampling</span></span>"),
        _ => Html.Raw("<span class=\"verdict\"><span class=\"spoken\"> undecided</span></span>"),
    };

    private static Html Interval(Score score) => score.EfficiencyLow is { } low
        ? $"""<small>{FlopFormat.Ratio(low)}{(score.EfficiencyHigh is { } high ? "–" + FlopFormat.Ratio(high) : " or more")}</small>"""
        : Html.None;
}
