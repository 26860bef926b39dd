using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>How a mean squared error is drawn: no lower than what the truth can tell from 0. Its interval is that of the efficiency, turned over.</summary>
internal static class PlottedMse
{
    /// <summary>The height of the point.</summary>
    public static double Value(Score score) => Math.Max(score.Mse, score.ResolvedMse);

    /// <summary>Whether the error cannot be told from 0: the point is an upper bound.</summary>
    public static bool IsUpperBound(Score score) => score.Mse <= score.ResolvedMse;

    /// <summary>Lower end of the interval; null where it has none.</summary>
    public static double? Low(Score score) => score.EfficiencyHigh is > 0 and var efficiency ? score.SamplingMse / efficiency : null;

    /// <summary>Upper end of the interval; null where it has none.</summary>
    public static double? High(Score score) => score.EfficiencyLow is > 0 and var efficiency ? score.SamplingMse / efficiency : null;

    /// <summary>The band that is drawn; where there is no lower end it goes down to what the truth can tell from 0.</summary>
    public static Band? Band(Score score) => High(score) is not { } high ? null
        : Low(score) is { } low ? new Band(low, high, Sides.None)
        : new Band(Math.Min(score.ResolvedMse, high), high, Sides.Below);
}
