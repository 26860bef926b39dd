using System.Globalization;

namespace AlgZoo.Reporting;

/// <summary>Short forms of numbers that <see cref="FlopFormat"/> has none for.</summary>
internal static class NumberFormat
{
    /// <summary>An error or a squared error with three digits, for example <c>9.22e-3</c>; negative where the truth's own error was larger.</summary>
    public static string Error(double error) => error == 0 ? "0" : error.ToString("0.00e0", CultureInfo.InvariantCulture);

    /// <summary>The scale of the noise.</summary>
    public static string Sigma(double sigma) => sigma.ToString("0.#####", CultureInfo.InvariantCulture);

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => share.ToString("0.#%", CultureInfo.InvariantCulture);

    /// <summary>A wall-clock time.</summary>
    public static string Seconds(double seconds) => seconds.ToString(seconds < 10 ? "0.###" : "N0", CultureInfo.InvariantCulture);

    /// <summary>A wall-clock time in hours, minutes and seconds, for example <c>1 h 2 min</c>.</summary>
    public static string Duration(TimeSpan time) =>
        time.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s")
        : time.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours):0} h {time.Minutes} min");
}
