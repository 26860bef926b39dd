using System.Globalization;

namespace AlgZoo.Reporting;

/// <summary>Bits of grammar.</summary>
internal static class English
{
    /// <summary>Joins texts, for example <c>a</c>, <c>a and b</c> or <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> texts) => texts.Count > 1
        ? $"{string.Join(", ", texts.SkipLast(1))} and {texts[^1]}"
        : string.Concat(texts);

    /// <summary>Joins the first few texts and counts the others, for example <c>a, b and 3 more</c>.</summary>
    public static string List(IReadOnlyList<string> texts, int shown) => texts.Count > shown + 1
        ? List([.. texts.Take(shown), string.Create(CultureInfo.InvariantCulture, $"{texts.Count - shown} more")])
        : List(texts);

    /// <summary>A number with its noun, for example <c>1 cell</c> or <c>2,400 cells</c>.</summary>
    public static string Count(long number, string noun) => Count(number, noun, noun + "s");

    /// <summary>A number with a noun of irregular plural.</summary>
    public static string Count(long number, string noun, string plural) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? noun : plural)}");
}
