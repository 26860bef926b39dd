using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using AlgZoo.Reporting;

namespace AlgZoo.Cli;

/// <summary>What <c>run --watch</c> prints and writes: the whole table first, then for each generation what changed; with <c>--json</c> a line for each.</summary>
internal sealed class WatchOutput(string folder, string previousFolder, bool asJson, bool isLive)
{
    private const int RefreshSeconds = 2;

    private RunReport? _last;
    private int _generations;

    /// <summary>Says on standard error what is wrong with plugins and was not.</summary>
    /// <param name="before">The plugins before.</param>
    /// <param name="now">The plugins now.</param>
    /// <param name="run">The estimators of the run.</param>
    /// <returns>Whether there is something.</returns>
    public static bool NoteProblems(PluginCatalog before, PluginCatalog now, IReadOnlyList<EstimatorInfo> run)
    {
        PluginProblem[] problems = [.. now.Problems.Except(before.Problems)];
        foreach (var problem in problems)
        {
            bool isInRun = run.Any(estimator => string.Equals(problem.Path, estimator.Path, StringComparison.Ordinal) || string.Equals(problem.Path, Path.GetDirectoryName(estimator.Path), StringComparison.Ordinal));
            Terminal.Note($"plugin not loaded: {problem}{(isInRun ? "; its results stay as far as they are complete" : "")}");
        }

        return problems.Length > 0;
    }

    /// <summary>Says on standard error what is going to be run.</summary>
    /// <param name="last">The last generation.</param>
    /// <param name="next">The next.</param>
    /// <param name="result">What the last has measured.</param>
    public static void NoteChanges(WatchedGeneration last, WatchedGeneration next, RunResult result)
    {
        var changes = next.Since(last);
        var unchanged = next.Unchanged(last);
        long open = next.Plan.Cells - result.Measurements.Count(cell => unchanged.Contains(cell.Estimator));
        Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{(changes.AreNone ? "going on" : changes)}; {(open == 0 ? "nothing to run" : $"running {open:N0} of {next.Plan.Cells:N0} cells")}"));
    }

    /// <summary>Prints and writes a complete generation.</summary>
    /// <param name="result">The run as it is now.</param>
    /// <param name="changes">What changed since the last that measured something; null for the first.</param>
    /// <param name="before">That one.</param>
    public void Write(RunResult result, WatchChanges? changes, RunRecord? before)
    {
        var report = RunReport.Of(result);
        var now = new RunRecord(result.Manifest, result.Measurements);
        var comparison = changes is { Changed.Count: > 0 } ? RunComparison.Of(Only(before!, changes.Changed), Only(now, changes.Changed)) : null;
        if (changes is { AreNone: true })
        {
            Terminal.Note("nothing is different from what was shown last.");
        }

        _generations++;
        if (asJson)
        {
            var document = new WatchDocument(
                _generations, folder, changes?.Changed ?? [], changes?.Joined ?? [], changes?.Left ?? [], result.Measurements.Count - result.MeasuredBefore, result.MeasuredBefore, comparison, report.Scores);
            Terminal.WriteJson(JsonSerializer.SerializeToUtf8Bytes(document, WatchJson.Default.WatchDocument));
        }
        else if (changes is null)
        {
            ConsoleScoreTable.Write(Terminal.Output, report, folder);
        }
        else
        {
            if (comparison is not null)
            {
                ConsoleComparisonTable.Write(Terminal.Output, comparison, previousFolder, folder);
            }

            if (changes.Joined.Count > 0)
            {
                ConsoleScoreTable.Write(Terminal.Output, RunReport.Of(Only(now, changes.Joined)));
            }
        }

        _last = report;
        WriteFiles(report, isLive);
    }

    /// <summary>Writes a generation that the user has ended.</summary>
    public void WriteUnfinished(RunResult result, long cells)
    {
        _last = RunReport.Of(result);
        WriteFiles(_last, isLive: false);
        Terminal.Note($"interrupted: {result.Measurements.Count} of {cells} cells were measured and kept. Continue with: algzoo run --resume {folder}");
    }

    /// <summary>Says that it is over.</summary>
    public void Ended()
    {
        if (isLive && _last is not null)
        {
            WriteFiles(_last, isLive: false);
        }

        Terminal.Note(_last is null ? "the watch is over." : $"the watch is over; the run is in {folder}.");
    }

    private static RunRecord Only(RunRecord run, IEnumerable<string> estimators) => run.Only(estimators.ToHashSet(StringComparer.Ordinal));

    // A page that a browser shows must load itself again until the last generation.
    private void WriteFiles(RunReport report, bool isLive) => ReportOutput.TryWrite(folder, () =>
    {
        ReportFiles.Write(folder, report, isLive ? ReportFormats.Markdown | ReportFormats.Csv : ReportFormats.All);
        if (isLive)
        {
            ReportFiles.WriteLive(folder, report, RefreshSeconds);
        }
    });
}

/// <summary>One generation of <c>run --watch --json</c>.</summary>
/// <param name="Generation">Its number, from 1; only those count that were finished.</param>
/// <param name="Folder">The run directory.</param>
/// <param name="Changed">Ids of the estimators that have changed since the last generation that measured something.</param>
/// <param name="Joined">Ids of those that were not there.</param>
/// <param name="Left">Ids of those that are there no more.</param>
/// <param name="Measured">Cells that were measured last.</param>
/// <param name="Kept">Cells that had been measured before.</param>
/// <param name="Comparison">The changed estimators before and now; null if there are none.</param>
/// <param name="Scores">The scores of the whole run.</param>
internal sealed record WatchDocument(
    int Generation, string Folder, IReadOnlyList<string> Changed, IReadOnlyList<string> Joined, IReadOnlyList<string> Left, int Measured, int Kept, RunComparison? Comparison, RunScores Scores);

/// <summary>One document a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WatchDocument))]
internal sealed partial class WatchJson : JsonSerializerContext;
