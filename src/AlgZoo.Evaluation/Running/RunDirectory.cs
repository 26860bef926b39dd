using System.Text.Json;

namespace AlgZoo.Evaluation;

/// <summary>
/// The folder of one run: manifest.json, measurements.jsonl (append-only, a line per finished cell, flushed) and scores.json. Safe for concurrent use.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    private const string ManifestFile = "manifest.json";
    private const string MeasurementsFile = "measurements.jsonl";
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

    /// <summary>Writes or replaces manifest.json.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(RunManifest manifest) => Replace(ManifestFile, JsonSerializer.SerializeToUtf8Bytes(manifest, EvaluationJson.Readable.RunManifest));

    /// <summary>Writes or replaces scores.json.</summary>
    /// <param name="scores">The scores.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(RunScores scores) => Replace(ScoresFile, ToJson(scores));

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

    private void Replace(string fileName, byte[] content)
    {
        string path = System.IO.Path.Combine(Path, fileName);
        string temporary = path + ".tmp";
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }
}
