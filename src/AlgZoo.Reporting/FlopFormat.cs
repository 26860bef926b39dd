using System.Globalization;

namespace AlgZoo.Reporting;

/// <summary>Short forms of numbers for tables; the same under every culture.</summary>
public static class FlopFormat
{
    /// <summary>A compute in powers of ten, for example <c>1e4</c>, <c>3.7e4</c> or <c>0</c>.</summary>
    /// <param name="flops">FLOPs, not negative.</param>
    /// <returns>The short form.</returns>
    public static string Compute(double flops)
    {
        if (flops < 1)
        {
            return "0";
        }

        double exponent = Math.Floor(Math.Log10(flops));
        double mantissa = Math.Round(flops / Math.Pow(10, exponent), 1);
        return mantissa >= 10
            ? string.Create(CultureInfo.InvariantCulture, $"1e{exponent + 1:0}")
            : string.Create(CultureInfo.InvariantCulture, $"{mantissa:0.#}e{exponent:0}");
    }

    /// <summary>A ratio with about three digits, for example <c>0.013</c>, <c>1.52</c>, <c>86.1</c> or <c>2.3e9</c>.</summary>
    /// <param name="ratio">A ratio, not negative.</param>
    /// <returns>The short form.</returns>
    public static string Ratio(double ratio) => ratio switch
    {
        // The limits lie where rounding would add a digit.
        0 => "0",
        < 0.001 or >= 99_999.5 => ratio.ToString("0.#e0", CultureInfo.InvariantCulture),
        < 0.0995 => ratio.ToString("0.000", CultureInfo.InvariantCulture),
        < 9.995 => ratio.ToString("0.00", CultureInfo.InvariantCulture),
        < 99.95 => ratio.ToString("0.0", CultureInfo.InvariantCulture),
        _ => ratio.ToString("0", CultureInfo.InvariantCulture),
    };

    /// <summary>A size, for example <c>512 B</c>, <c>1.7 kB</c> or <c>50 MB</c>, in powers of 1000.</summary>
    /// <param name="bytes">A number of bytes, not negative.</param>
    /// <returns>The short form.</returns>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 999_950 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 999_950_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };
}
