using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The short forms of scores in tables. Marks: <c>&gt;</c> at least, <c>~</c> at most, <c>!</c> some cells failed, <c>+</c> beats sampling, <c>-</c> loses.</summary>
/// <param name="scores">The scores of the run.</param>
internal sealed class ScoreMarks(RunScores scores)
{
    private readonly bool _marksGrades = MeteringNotes.GradesDiffer(scores);

    public string Overall(HeadlineScore headline) => Marks(headline.FailureRate > 0, headline.Metering, headline.EfficiencyIsLowerBound) + FlopFormat.Ratio(headline.Efficiency);

    public static string MatchesTo(HeadlineScore headline) => headline.MatchingHorizon == 0 ? "nowhere" : (headline.HorizonIsLowerBound ? ">" : "") + FlopFormat.Compute(headline.MatchingHorizon);

    /// <summary>Without the mark of the verdict.</summary>
    public string Efficiency(Score score) => Marks(score.Failures > 0, score.Metering, score.EfficiencyIsLowerBound) + FlopFormat.Ratio(score.Efficiency);

    public static string VerdictMark(Verdict verdict) => verdict switch
    {
        Verdict.Beats => "+",
        Verdict.Loses => "-",
        _ => "",
    };

    private string Marks(bool failed, MeteringGrade? grade, bool isLowerBound) => (_marksGrades && MeteringNotes.IsUpperBound(grade) ? "~" : "") + (failed ? "!" : "") + (isLowerBound ? ">" : "");
}
