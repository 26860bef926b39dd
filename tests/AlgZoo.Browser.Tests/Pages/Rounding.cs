using System.Globalization;
using System.Text.RegularExpressions;

namespace AlgZoo.Browser.Tests;

/// <summary>Compares a number as people read it with the number behind it.</summary>
internal static partial class Rounding
{
    /// <summary>Whether the first number in a text is the value, rounded to the digits that are shown.</summary>
    public static bool Agrees(string text, double value) => Agrees(NumberText().Match(text), value);

    /// <summary>Whether any number in a text is the value, rounded to the digits that are shown.</summary>
    public static bool AnyAgrees(string text, double value) => NumberText().Matches(text).Any(match => Agrees(match, value));

    private static bool Agrees(Match match, double value)
    {
        if (!match.Success)
        {
            return false;
        }

        string digits = match.Groups["digits"].Value.Replace('\u2212', '-').Replace(",", "", StringComparison.Ordinal);
        int exponent = match.Groups["exponent"].Success ? int.Parse(match.Groups["exponent"].Value.Replace('\u2212', '-'), CultureInfo.InvariantCulture) : 0;
        int decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - 1 - digits.IndexOf('.', StringComparison.Ordinal) : 0;
        double scale = match.Groups["percent"].Success ? 0.01 : 1;
        double unit = scale * Math.Pow(10, exponent - decimals);
        double shown = double.Parse(digits, CultureInfo.InvariantCulture) * scale * Math.Pow(10, exponent);
        return Math.Abs(shown - value) <= (0.5 * unit * (1 + 1e-9)) + (1e-15 * Math.Abs(value));
    }

    [GeneratedRegex(@"(?<digits>[-\u2212]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?)([eE](?<exponent>[-+\u2212]?\d+))?(?<percent>\s?%)?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NumberText();
}
