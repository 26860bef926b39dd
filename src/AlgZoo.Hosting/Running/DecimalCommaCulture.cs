using System.Globalization;

namespace AlgZoo.Hosting;

/// <summary>A culture as large parts of Europe have it. Made by hand: programs without culture data know no other than the invariant one.</summary>
internal static class DecimalCommaCulture
{
    public static CultureInfo Instance { get; } = Create();

    private static CultureInfo Create()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var numbers = culture.NumberFormat;
        (numbers.NumberDecimalSeparator, numbers.CurrencyDecimalSeparator, numbers.PercentDecimalSeparator) = (",", ",", ",");
        (numbers.NumberGroupSeparator, numbers.CurrencyGroupSeparator, numbers.PercentGroupSeparator) = (".", ".", ".");
        culture.TextInfo.ListSeparator = ";";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        return CultureInfo.ReadOnly(culture);
    }
}
