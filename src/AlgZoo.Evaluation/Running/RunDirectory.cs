using System.Text.Json;

namespace AlgZoo.Evaluation;

/// <summary>
/// The folder of one run: manifest.json, measurements.jsonl (append-only, a line per finished cell, flushed) and scores.json. Safe for concurrent use.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    internal const string ManifestFile = "manifest.json";
    internal const string MeasurementsFile = "measurements.jsonl";
    private const string ScoresFile = "scores.json";

    private readonly Lock _lock = new();
    private readonly Stream _measurements;

    /// <summary>Takes a folder and the stream behind its measurements file.</summary>
    internal RunDirectory(string path, Stream measurements)
    {
        Path = path;
        _measurements = measurements;
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Full path of scores.json.</summary>
    public string ScoresPath => System.IO.Path.Combine(Path, ScoresFile);

    /// <summary>Creates the folder of a new run.</summary>
    /// <param name="path">Where; the folder may exist but must not hold a run.</param>
    /// <returns>The folder, open for measurements.</returns>
    /// <exception cref="IOException">The folder holds a run already, or cannot be written.</exception>
    public static RunDirectory Create(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (File.Exists(System.IO.Path.Combine(full, MeasurementsFile)))
        {
            throw new IOException($"'{path}' already holds a run; choose another folder with --out.");
        }

        try
        {
            Directory.CreateDirectory(full);
            // Without a buffer each line is one write: a process that is killed leaves whole lines behind.
            return new RunDirectory(full, new FileStream(System.IO.Path.Combine(full, MeasurementsFile), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot hold a run; choose another folder with --out. {exception.Message}", exception);
        }
    }

    /// <summary>Reads a run, which may be interrupted or still going on. A last line that was not written to its end is dropped; fields that this version does not know are passed over.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="RunDirectoryException">The folder is no run directory, is of another format, or is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static RunRecord Read(string path) => RunDirectoryReader.Read(path);

    /// <summary>Writes or replaces the scores of a run: scores.json under the run's own price table, scores.TABLE.json beside it under another.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="run">The run as it was read.</param>
    /// <param name="scores">Its scores.</param>
    /// <returns>The file that was written.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string WriteScores(string path, RunRecord run, RunScores scores)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(scores);
        string file = System.IO.Path.Combine(path, string.Equals(scores.PriceTable, run.Manifest.PriceTable, StringComparison.Ordinal) ? ScoresFile : $"scores.{scores.PriceTable}.json");
        Replace(file, ToJson(scores));
        return file;
    }

    /// <summary>Writes or replaces manifest.json.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(RunManifest manifest) => Replace(System.IO.Path.Combine(Path, ManifestFile), JsonSerializer.SerializeToUtf8Bytes(manifest, EvaluationJson.Readable.RunManifest));

    /// <summary>Writes or replaces scores.json.</summary>
    /// <param name="scores">The scores.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(RunScores scores) => Replace(ScoresPath, ToJson(scores));

    /// <summary>Appends a measurement; it has left the process when this returns.</summary>
    /// <param name="measurement">The measurement.</param>
    /// <exception cref="IOException">The file cannot be written; what was appended before stays.</exception>
    public void Append(Measurement measurement)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(measurement, MeasurementJson.Readable.Measurement), (byte)'\n'];
        lock (_lock)
        {
            _measurements.Write(line);
        }
    }

    /// <summary>The text of scores.json.</summary>
    /// <param name="scores">The scores.</param>
    /// <returns>UTF-8 JSON.</returns>
    public static byte[] ToJson(RunScores scores) => JsonSerializer.SerializeToUtf8Bytes(scores, EvaluationJson.Readable.RunScores);

    /// <summary>Closes the measurements file.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _measurements.Dispose();
        }
    }

    private static void Replace(string path, byte[] content)
    {
        string temporary = path + ".tmp";
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }
}
