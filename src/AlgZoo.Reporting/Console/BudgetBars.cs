using System.Text;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The efficiencies of an estimator over the budgets, one character each: the middle level is 1, and a step is a factor of the square root of ten.</summary>
internal static class BudgetBars
{
    /// <summary>What a step means, for a legend.</summary>
    public const string Step = "a factor of 3.2";

    private const string Blocks = "▁▂▃▄▅▆▇";

    // Where a console has no block elements.
    private const string Ascii = "_.-=+*#";

    private const int Middle = 3;

    /// <summary>The line as markup, coloured by the verdicts; a space where there is no score.</summary>
    /// <param name="estimator">The estimator.</param>
    /// <param name="budgets">The budgets of the run.</param>
    /// <param name="unicode">Whether block elements can be shown.</param>
    public static string Of(EstimatorReport estimator, IReadOnlyList<long> budgets, bool unicode)
    {
        var line = new StringBuilder();
        foreach (long budget in budgets)
        {
            line.Append(estimator.Summary.FirstOrDefault(score => score.Budget == budget) is { } score ? VerdictStyle.Of(score.Verdict, Level(score.Efficiency, unicode)) : " ");
        }

        return line.ToString();
    }

    private static string Level(double efficiency, bool unicode)
    {
        double steps = Math.Round(2 * Math.Log10(Math.Max(efficiency, double.Epsilon)));
        return (unicode ? Blocks : Ascii)[Middle + (int)Math.Clamp(steps, -Middle, Middle)].ToString();
    }
}
