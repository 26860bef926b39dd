using System.Globalization;

namespace AlgZoo.Cli;

/// <summary>Bits, and the errors beside them, as people read them.</summary>
internal static class BitsFormat
{
    /// <summary>A number of bits with about three digits, for example <c>0.58</c>, <c>10</c>, <c>40.2</c>, <c>5,320</c> or <c>1.3e8</c>.</summary>
    public static string Number(double bits) => bits switch
    {
        // The limits lie where rounding would add a digit.
        0 => "0",
        < 0.005 => "<0.01",
        < 9.995 => bits.ToString("0.##", CultureInfo.InvariantCulture),
        < 999.95 => bits.ToString("0.#", CultureInfo.InvariantCulture),
        < 9_999_999.5 => bits.ToString("N0", CultureInfo.InvariantCulture),
        _ => bits.ToString("0.0e0", CultureInfo.InvariantCulture),
    };

    /// <summary>A number of bits with its noun.</summary>
    public static string Count(double bits) => Number(bits) is var text and not "1" ? text + " bits" : "1 bit";

    /// <summary>What is known of a number of bits, for example <c>64 to 320 bits</c>, or <c>12 bits</c> where that is all there is to say.</summary>
    public static string Range(double low, double high) => string.Equals(Number(low), Number(high), StringComparison.Ordinal) ? Count(low) : $"{Number(low)} to {Count(high)}";

    /// <summary>An error, a sigma or a resolution, for example <c>1e-6</c> or <c>-3.2e-5</c>.</summary>
    public static string Small(double number) => number == 0 ? "0" : number.ToString("0.#e0", CultureInfo.InvariantCulture);
}
