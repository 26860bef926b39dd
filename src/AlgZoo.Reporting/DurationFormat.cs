using System.Globalization;

namespace AlgZoo.Reporting;

/// <summary>Short forms of wall-clock times.</summary>
internal static class DurationFormat
{
    /// <summary>For example <c>14 s</c>, <c>3 min 55 s</c>, <c>1 h 2 min</c> or <c>2.5 days</c>.</summary>
    public static string Of(TimeSpan time) =>
        time.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : time.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s")
        : time.TotalDays < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} days");
}
