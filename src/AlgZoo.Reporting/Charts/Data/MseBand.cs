using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The 95% interval of a mean squared error: that of the efficiency, turned over.</summary>
internal static class MseBand
{
    /// <summary>Its lower end; null where it has none.</summary>
    public static double? Low(Score score) => score.EfficiencyHigh is > 0 and var efficiency ? score.SamplingMse / efficiency : null;

    /// <summary>Its upper end; null where it has none.</summary>
    public static double? High(Score score) => score.EfficiencyLow is > 0 and var efficiency ? score.SamplingMse / efficiency : null;

    /// <summary>The band that is drawn; where there is no lower end it goes down to what the truth can resolve.</summary>
    public static Band? Of(Score score) => High(score) is not { } high ? null
        : Low(score) is { } low ? new Band(low, high, Sides.None)
        : new Band(Math.Min(score.ResolvedMse, high), high, Sides.Below);
}
