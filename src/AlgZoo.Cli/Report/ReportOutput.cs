using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Cli;

/// <summary>What the verbs that score a run print and write.</summary>
internal static class ReportOutput
{
    /// <summary>Prints the score table, or scores.json, on standard output.</summary>
    public static void Print(RunReport report, string folder, bool asJson)
    {
        if (asJson)
        {
            Terminal.WriteJson(RunDirectory.ToJson(report.Scores));
        }
        else
        {
            ConsoleScoreTable.Write(Terminal.Output, report, folder);
        }
    }

    /// <summary>Writes the reports into the run directory and says which. The scores are there already: a report that cannot be written is one line, and false.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The run directory.</param>
    /// <param name="formats">What to write.</param>
    /// <param name="alreadyWritten">Names of the files that have been written before.</param>
    public static bool Write(RunReport report, string folder, ReportFormats formats, string alreadyWritten) => TryWrite(folder, () =>
    {
        // The pictures go with the Markdown that shows them.
        var files = ReportFiles.Write(folder, report, formats).Where(name => !name.EndsWith(".svg", StringComparison.Ordinal));
        Terminal.Note($"written to {FolderName(folder)} ({string.Join(", ", files.Append(alreadyWritten))})");
    });

    /// <summary>Writes reports of a run whose scores are there: what cannot be written is one line, and false.</summary>
    /// <param name="folder">The run directory.</param>
    /// <param name="write">Writes them.</param>
    public static bool TryWrite(string folder, Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (IOException exception)
        {
            Terminal.Note($"algzoo: the scores are written, the reports are not: {exception.Message} Then: algzoo report {folder}");
            return false;
        }
    }

    private static string FolderName(string folder) => Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
}
