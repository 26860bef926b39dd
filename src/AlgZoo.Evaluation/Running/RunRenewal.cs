using System.Text.Json;

namespace AlgZoo.Evaluation;

/// <summary>
/// Turns the run of a run directory into its next generation, after plugins have changed: what the unchanged estimators measured stays, all else is to be measured again. At every moment of it the directory holds one
/// consistent run: first the old one, then the old one with fewer measurements, then the new one.
/// </summary>
/// <param name="Estimators">The estimators of the next generation, with the hashes of their plugins.</param>
/// <param name="Unchanged">Ids of those that are what they were, as far as they were in the run.</param>
/// <param name="PreviousFolder">Where the run is copied to as it is, in place of what is there; null for nowhere.</param>
public sealed record RunRenewal(IReadOnlyList<EstimatorInfo> Estimators, IReadOnlySet<string> Unchanged, string? PreviousFolder)
{
    /// <summary>Rewrites a folder that nobody else writes to.</summary>
    internal void Apply(string folder)
    {
        var before = RunDirectoryReader.Read(folder);
        if (PreviousFolder is not null)
        {
            Copy(folder, PreviousFolder);
        }

        var kept = before.Only(before.Manifest.Estimators.Where(IsKept).Select(estimator => estimator.Id).ToHashSet(StringComparer.Ordinal));
        AtomicFile.Write(Path.Combine(folder, RunDirectory.MeasurementsFile), Lines(kept.Measurements));
        var manifest = kept.Manifest with { Estimators = Estimators, Resumes = [] };
        AtomicFile.Write(Path.Combine(folder, RunDirectory.ManifestFile), JsonSerializer.SerializeToUtf8Bytes(manifest, EvaluationJson.Readable.RunManifest));
        DeleteAdviceExcept(manifest.Advice.Select(advice => advice.Sha256).OfType<string>(), folder);
        foreach (string plugin in before.Manifest.Estimators.Except(kept.Manifest.Estimators).Select(estimator => estimator.Plugin).Distinct(StringComparer.Ordinal))
        {
            TryDelete(PluginLogs.PathOf(folder, plugin));
        }
    }

    private static byte[] Lines(IReadOnlyList<Measurement> measurements)
    {
        using var lines = new MemoryStream();
        foreach (var measurement in measurements)
        {
            lines.Write(RunDirectory.Line(measurement));
        }

        return lines.ToArray();
    }

    // What is written beside and renamed may be left behind by the end of the process, and goes the next time.
    private static void Copy(string folder, string target)
    {
        string temporary = target + ".tmp";
        Delete(temporary);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !RunLock.IsPartOf(file)))
        {
            string copy = Path.Combine(temporary, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Delete(target);
        Directory.Move(temporary, target);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void DeleteAdviceExcept(IEnumerable<string> sha256, string folder)
    {
        string advice = Path.Combine(folder, RunDirectory.AdviceFolder);
        if (Directory.Exists(advice))
        {
            foreach (string file in Directory.GetFiles(advice).ExceptBy(sha256, Path.GetFileNameWithoutExtension, StringComparer.Ordinal))
            {
                TryDelete(file);
            }
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No run depends on it.
        }
    }

    private bool IsKept(EstimatorInfo before) =>
        Unchanged.Contains(before.Id) && Estimators.Any(now => string.Equals(now.Id, before.Id, StringComparison.Ordinal) && string.Equals(now.Sha256, before.Sha256, StringComparison.Ordinal));
}
