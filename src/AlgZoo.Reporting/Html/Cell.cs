using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>One cell of a table.</summary>
/// <param name="Value">What the table is sorted by, in full precision; empty where there is nothing.</param>
/// <param name="Content">What a reader sees.</param>
/// <param name="IsNumber">Whether it is set like a number.</param>
internal sealed record Cell(string Value, Html Content, bool IsNumber)
{
    /// <summary>Shown where there is nothing.</summary>
    public const string Missing = "–";

    public static Cell Text(string? text) => new(text ?? "", Html.Text(text), IsNumber: false);

    /// <summary>A grade by the name that tables give it.</summary>
    public static Cell Grade(MeteringGrade? grade) => new(grade?.ToString() ?? "", Html.Text(grade is null ? Missing : MeteringNotes.GradeName(grade)), IsNumber: false);

    public static Cell Count(long? number) => new(number?.ToString(CultureInfo.InvariantCulture) ?? "", Html.Text(number?.ToString("N0", CultureInfo.InvariantCulture) ?? Missing), IsNumber: true);

    /// <summary>A number in short form.</summary>
    public static Cell Number(double? number, Func<double, string> format) => Number(number, Html.Text(number is { } value ? format(value) : Missing));

    /// <summary>A number with more around it than its short form.</summary>
    public static Cell Number(double? number, Html content) => new(Exact(number), content, IsNumber: true);

    // The shortest text that reads back as the very number, which is also how scores.json has it.
    private static string Exact(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
