using System.Reflection;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>The findings on standard output.</summary>
internal static class DoctorReport
{
    /// <summary>Version of the command.</summary>
    public static string Version => typeof(DoctorReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static DoctorDocument Document(IEnumerable<Finding> findings) =>
        new(Version, [.. findings.Select(finding => new FindingDocument(finding.Id, Word(finding.State), finding.Summary, finding.Detail, finding.Remedy))]);

    /// <summary>Prints a line for each finding, with its remedy below; problems last, where they are seen.</summary>
    public static void Print(IReadOnlyCollection<Finding> findings)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false }.AddColumns("state", "id", "summary");
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        foreach (var finding in findings.OrderBy(finding => finding.State))
        {
            string remedy = finding.Remedy is null ? "" : $"\n-> {finding.Remedy}";
            table.AddRow($"[{Colour(finding.State)}]{Word(finding.State)}[/]", Markup.Escape(finding.Id), Markup.Escape(finding.Summary + remedy));
        }

        Terminal.Output.Write(table);
        Terminal.WriteLine($"{Count(findings, FindingState.Problem, "problem")}, {Count(findings, FindingState.Note, "note")}");
    }

    private static string Word(FindingState state) => state.ToString().ToLowerInvariant();

    private static string Colour(FindingState state) => state switch
    {
        FindingState.Problem => "red",
        FindingState.Note => "yellow",
        _ => "green",
    };

    private static string Count(IEnumerable<Finding> findings, FindingState state, string noun)
    {
        int count = findings.Count(finding => finding.State == state);
        return count switch { 0 => $"no {noun}s", 1 => $"1 {noun}", _ => FormattableString.Invariant($"{count} {noun}s") };
    }
}
