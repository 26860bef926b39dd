using System.Globalization;

namespace AlgZoo.Reporting;

/// <summary>The efficiency over the budgets in the size of a word: logarithmic, from a hundredth to a hundred times sampling, with a line at 1.</summary>
internal static class EfficiencySparkline
{
    private const double Width = 60;
    private const double Height = 16;
    private const double Decades = 2;

    public static Html Of(RunReport report, EstimatorReport estimator)
    {
        long[] budgets = [.. report.Manifest.Budgets];
        double step = Width / Math.Max(1, budgets.Length - 1);
        string[] points = [.. estimator.Summary.Select(score => Point(2 + (step * Array.IndexOf(budgets, score.Budget)), score.Efficiency))];
        return points.Length < 2 ? Html.None : $"""
            <svg class="sparkline" viewBox="0 0 {(long)Width + 4} {(long)Height}" aria-hidden="true"><path class="one" d="M0 8H{(long)Width + 4}"/><path class="values" d="M{string.Join('L', points)}"/></svg>
            """;
    }

    private static string Point(double x, double efficiency)
    {
        double decades = Math.Clamp(Math.Log10(Math.Max(efficiency, double.Epsilon)), -Decades, Decades);
        return string.Create(CultureInfo.InvariantCulture, $"{x:0.#} {(Height / 2) - (decades / Decades * ((Height / 2) - 1)):0.#}");
    }
}
