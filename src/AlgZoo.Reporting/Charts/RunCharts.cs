namespace AlgZoo.Reporting;

/// <summary>The charts of a run.</summary>
internal static class RunCharts
{
    /// <summary>Makes the charts of every kind, for the summary and, where they are few, for each model.</summary>
    public static IReadOnlyList<Chart> Of(RunReport report) => [];
}
