using System.Globalization;
using CsvHelper;

namespace AlgZoo.Browser.Tests;

/// <summary>A table as a spreadsheet would read it.</summary>
internal static class CsvText
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string text)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { Separator = ',', FormatProvider = CultureInfo.InvariantCulture });
        reader.ReadHeader();
        var columns = reader.Headers;
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(columns.Select((column, index) => (column, index)).ToDictionary(entry => entry.column, entry => reader.GetString(entry.index), StringComparer.Ordinal));
        }

        return rows;
    }
}
