using System.Globalization;

namespace AlgZoo.Reporting;

/// <summary>What the page of a run that goes on has more than that of one that has ended.</summary>
internal static class LivePage
{
    /// <summary>Tells the page's script when to load the page again.</summary>
    public static Html Attribute(int? refreshSeconds) => refreshSeconds is { } seconds ? Html.Attributes(("data-refresh", seconds.ToString(CultureInfo.InvariantCulture))) : Html.None;

    /// <summary>Loads the page again where scripts do not run.</summary>
    public static Html Refresh(int? refreshSeconds) => refreshSeconds is { } seconds ? $"""<noscript><meta http-equiv="refresh" content="{seconds}"/></noscript>{"\n"}""" : Html.None;

    /// <summary>How far the run is.</summary>
    public static Html Banner(RunReport report, int? refreshSeconds)
    {
        if (refreshSeconds is not { } seconds)
        {
            return Html.None;
        }

        long done = report.Measurements.Count;
        long cells = report.Manifest.Cells;
        return $"""
            <p id="live" role="status">The run goes on: {done.ToString("N0", CultureInfo.InvariantCulture)} of {English.Count(cells, "cell")}. <progress value="{done}" max="{Math.Max(cells, 1)}">{done} of {cells}</progress>
            This page loads itself again every {seconds} s.</p>

            """;
    }
}
