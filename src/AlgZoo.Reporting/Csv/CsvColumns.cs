using System.Globalization;
using CsvHelper;

namespace AlgZoo.Reporting;

/// <summary>The columns of a CSV file of records.</summary>
/// <typeparam name="T">The records.</typeparam>
internal sealed class CsvColumns<T> : CsvRecordWriter<T>
{
    // Names and messages come from plugins: one that a spreadsheet would take for a formula gets an apostrophe in front. Numbers are never touched.
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape, TrueValue = "true", FalseValue = "false" };

    private readonly List<(string Name, Action<CsvWriter, T> Write)> _columns = [];

    /// <inheritdoc/>
    public override int FieldCount => _columns.Count;

    /// <summary>Adds a column of texts.</summary>
    public CsvColumns<T> Text(string name, Func<T, string?> value) => Add(name, (csv, record) => csv.WriteField(value(record)));

    /// <summary>Adds a column of numbers; null is empty.</summary>
    public CsvColumns<T> Number<TNumber>(string name, Func<T, TNumber?> value)
        where TNumber : struct, IUtf8SpanFormattable => Add(name, (csv, record) => csv.WriteField(value(record)));

    /// <summary>Adds a column of true and false.</summary>
    public CsvColumns<T> Flag(string name, Func<T, bool> value) => Add(name, (csv, record) => csv.WriteField(value(record)));

    /// <summary>Writes records: RFC 4180 with a header line, CRLF, invariant, numbers in full precision.</summary>
    /// <param name="records">The records.</param>
    public string ToCsv(IEnumerable<T> records)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, Options))
        {
            csv.WriteRecords(records, this);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override void WriteHeader(CsvWriter writer)
    {
        foreach (var (name, _) in _columns)
        {
            WriteColumnName(writer, name);
        }
    }

    /// <inheritdoc/>
    public override void Write(CsvWriter writer, T record)
    {
        foreach (var (_, write) in _columns)
        {
            write(writer, record);
        }
    }

    private CsvColumns<T> Add(string name, Action<CsvWriter, T> write)
    {
        _columns.Add((name, write));
        return this;
    }
}
