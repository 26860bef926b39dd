using System.Security.Cryptography;
using System.Text.Json;

namespace AlgZoo.Evaluation;

/// <summary>
/// The folder of one run: manifest.json, measurements.jsonl (append-only, a line per finished cell), advice, logs of plugins and scores.json. While it is open no other host can write there. Safe for concurrent use.
/// </summary>
/// <remarks>
/// A measurement survives the end of the process, also by SIGKILL, from when <see cref="Append"/> returns, and a power cut a fifth of a second later, plus the time of one write to the disk. The other files are
/// replaced as a whole, on the disk before they get their name; the scores are written after every measurement they are made of.
/// </remarks>
public sealed class RunDirectory : IDisposable
{
    internal const string ManifestFile = "manifest.json";
    internal const string MeasurementsFile = "measurements.jsonl";
    private const string ScoresFile = "scores.json";
    internal const string AdviceFolder = "advice";

    private readonly MeasurementLog _measurements;
    private readonly PluginLogs _logs;
    private readonly RunLock? _lock;

    /// <summary>Takes a folder and the stream behind its measurements file.</summary>
    internal RunDirectory(string path, Stream measurements, RunLock? runLock = null, RunRecord? before = null)
    {
        Path = path;
        Before = before;
        _measurements = new MeasurementLog(System.IO.Path.Combine(path, MeasurementsFile), measurements);
        _logs = new PluginLogs(path);
        _lock = runLock;
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Full path of scores.json.</summary>
    public string ScoresPath => System.IO.Path.Combine(Path, ScoresFile);

    /// <summary>What an earlier run left in the folder; null in a new one.</summary>
    public RunRecord? Before { get; }

    /// <summary>Creates the folder of a new run.</summary>
    /// <param name="path">Where; the folder may exist but must not hold a run.</param>
    /// <returns>The folder, open for measurements.</returns>
    /// <exception cref="RunDirectoryException">Another host writes there.</exception>
    /// <exception cref="IOException">The folder holds a run already, or cannot be written.</exception>
    public static RunDirectory Create(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        RunLock? runLock = null;
        try
        {
            Directory.CreateDirectory(full);
            runLock = RunLock.Take(full);
            return HoldsRun(full)
                ? throw new RunExistsException($"'{path}' already holds a run; choose another folder with --out, or continue it: algzoo run --resume {path}")
                : new RunDirectory(full, Open(full, FileMode.Create), runLock);
        }
        catch (Exception exception) when (exception is (IOException and not RunExistsException) or UnauthorizedAccessException)
        {
            runLock?.Dispose();
            throw new IOException($"'{path}' cannot hold a run; choose another folder with --out. {exception.Message}", exception);
        }
        catch
        {
            runLock?.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder of an interrupted run to continue it. A last line that was not written to its end is cut off.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder, open for further measurements, with those that it holds in <see cref="Before"/>.</returns>
    /// <exception cref="RunDirectoryException">Another host writes there, or the folder is no run directory, is of another format, or is damaged.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunDirectory Resume(string path) => Open(path, _ => { });

    /// <summary>Opens the folder of a run, finished or not, for its next generation: what the unchanged estimators measured is in <see cref="Before"/>, all else is to be measured.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="renewal">What stays.</param>
    /// <returns>The folder, open for further measurements.</returns>
    /// <exception cref="RunDirectoryException">Another host writes there, or the folder is no run directory, is of another format, or is damaged.</exception>
    /// <exception cref="IOException">The folder, or that of the previous generation, cannot be written.</exception>
    public static RunDirectory Renew(string path, RunRenewal renewal)
    {
        ArgumentNullException.ThrowIfNull(renewal);
        return Open(path, renewal.Apply);
    }

    private static RunDirectory Open(string path, Action<string> prepare)
    {
        RunDirectoryReader.ReadManifest(path);
        string full = System.IO.Path.GetFullPath(path);
        RunLock? runLock = null;
        FileStream? measurements = null;
        try
        {
            runLock = RunLock.Take(full);
            prepare(full);
            measurements = Open(full, FileMode.Open);
            measurements.SetLength(LengthOfWholeLines(measurements));
            var before = RunDirectoryReader.Read(path);
            measurements.Seek(0, SeekOrigin.End);
            return new RunDirectory(full, measurements, runLock, before);
        }
        catch (Exception exception)
        {
            measurements?.Dispose();
            runLock?.Dispose();
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new IOException($"'{path}' cannot be written: {exception.Message}", exception);
            }

            throw;
        }
    }

    /// <summary>Whether a folder holds a run that can be read. A run that has only just been created has no manifest yet.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>True if there is a manifest.</returns>
    public static bool IsStarted(string path) => File.Exists(System.IO.Path.Combine(path, ManifestFile));

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
        AtomicFile.Write(file, ToJson(scores));
        return file;
    }

    /// <summary>Writes or replaces manifest.json.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(RunManifest manifest) => AtomicFile.Write(System.IO.Path.Combine(Path, ManifestFile), JsonSerializer.SerializeToUtf8Bytes(manifest, EvaluationJson.Readable.RunManifest));

    /// <summary>Writes or replaces scores.json, after all measurements have reached the disk.</summary>
    /// <param name="scores">The scores.</param>
    /// <exception cref="IOException">The file, or a measurement, cannot be written.</exception>
    public void Write(RunScores scores)
    {
        _measurements.Flush();
        AtomicFile.Write(ScoresPath, ToJson(scores));
    }

    /// <summary>Appends a measurement; it has left the process when this returns.</summary>
    /// <param name="measurement">The measurement.</param>
    /// <exception cref="IOException">This measurement, or one before it, cannot be written; the file ends with the last whole line, and takes no more.</exception>
    public void Append(Measurement measurement) => _measurements.Append(Line(measurement));

    /// <summary>The text of scores.json.</summary>
    /// <param name="scores">The scores.</param>
    /// <returns>UTF-8 JSON.</returns>
    public static byte[] ToJson(RunScores scores) => JsonSerializer.SerializeToUtf8Bytes(scores, EvaluationJson.Readable.RunScores);

    /// <summary>Brings the measurements to the disk, closes their file and lets other hosts in.</summary>
    public void Dispose()
    {
        _measurements.Dispose();
        _logs.Dispose();
        _lock?.Dispose();
    }

    /// <summary>A measurement as the file holds it.</summary>
    internal static byte[] Line(Measurement measurement) => [.. JsonSerializer.SerializeToUtf8Bytes(measurement, MeasurementJson.Readable.Measurement), (byte)'\n'];

    /// <summary>The log of a plugin during one cell or one preparation of advice.</summary>
    internal Action<string> PluginLog(string plugin, string occasion) => _logs.During(plugin, occasion);

    /// <summary>Keeps advice under its SHA-256.</summary>
    /// <returns>Lower-case hexadecimal SHA-256.</returns>
    internal string WriteAdvice(byte[] advice)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(advice));
        string file = AdvicePath(Path, sha256);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        AtomicFile.Write(file, advice);
        return sha256;
    }

    /// <summary>Finds advice that was kept in a run directory; null if it is missing or damaged.</summary>
    internal static byte[]? FindAdvice(string folder, string sha256)
    {
        try
        {
            byte[] advice = File.ReadAllBytes(AdvicePath(folder, sha256));
            return string.Equals(Convert.ToHexStringLower(SHA256.HashData(advice)), sha256, StringComparison.Ordinal) ? advice : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A host that was killed before it wrote the manifest left an empty measurements file, and nothing to resume.
    private static bool HoldsRun(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, ManifestFile)) || new FileInfo(System.IO.Path.Combine(folder, MeasurementsFile)) is { Exists: true, Length: > 0 };

    // Without a buffer each line is one write: a process that is killed leaves whole lines behind.
    private static FileStream Open(string folder, FileMode mode) =>
        new(System.IO.Path.Combine(folder, MeasurementsFile), mode, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    private static string AdvicePath(string folder, string sha256) => System.IO.Path.Combine(folder, AdviceFolder, sha256 + ".bin");

    private static long LengthOfWholeLines(FileStream file)
    {
        byte[] block = new byte[1 << 16];
        for (long end = file.Length; end > 0;)
        {
            long start = Math.Max(0, end - block.Length);
            var part = block.AsSpan(0, (int)(end - start));
            file.Position = start;
            file.ReadExactly(part);
            int lineFeed = part.LastIndexOf((byte)'\n');
            if (lineFeed >= 0)
            {
                return start + lineFeed + 1;
            }

            end = start;
        }

        return 0;
    }

    private sealed class RunExistsException(string message) : IOException(message);
}
