using System.Globalization;
using CsvHelper;

namespace AlgZoo.Reporting;

/// <summary>Writes tables as CSV (RFC 4180).</summary>
internal static class CsvTable
{
    /// <summary>A table with a header line.</summary>
    /// <param name="columns">Names of columns and how to read them off a row.</param>
    /// <param name="rows">The rows. Numbers are written such that they read back as the same; null as an empty field.</param>
    public static string Of<TRow>(IReadOnlyList<(string Name, Func<TRow, object?> Value)> columns, IEnumerable<TRow> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text))
        {
            foreach (var (name, _) in columns)
            {
                csv.WriteField(name);
            }

            csv.EndRecord();
            foreach (var row in rows)
            {
                foreach (var (_, value) in columns)
                {
                    csv.WriteField(value(row) switch
                    {
                        bool truth => truth ? "true" : "false",
                        double number => number.ToString("R", CultureInfo.InvariantCulture),
                        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
                    });
                }

                csv.EndRecord();
            }
        }

        return text.ToString();
    }
}
