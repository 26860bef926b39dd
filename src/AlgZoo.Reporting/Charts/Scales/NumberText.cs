using System.Globalization;

namespace AlgZoo.Reporting;

/// <summary>The labels of axes; the same under every culture.</summary>
internal static class NumberText
{
    private const int MostDecimals = 6;

    private const string SuperscriptDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A number of few digits, for example <c>0.05</c>.</summary>
    public static string Plain(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A multiple of a power of ten, for example <c>10⁻⁵</c> or <c>2×10⁴</c>.</summary>
    public static string PowerOfTen(int mantissa, int exponent)
    {
        string digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        string power = "10" + (exponent < 0 ? "⁻" : "") + string.Concat(digits.Select(digit => SuperscriptDigits[digit - '0']));
        return mantissa == 1 ? power : string.Create(CultureInfo.InvariantCulture, $"{mantissa}×{power}");
    }

    /// <summary>A number with so many decimals, or in powers of ten where these would be too many.</summary>
    public static string Decimal(double value, int decimals) =>
        value == 0 ? "0"
        : decimals > MostDecimals ? value.ToString("0.###e0", CultureInfo.InvariantCulture)
        : value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
