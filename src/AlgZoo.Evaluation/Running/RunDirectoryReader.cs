using System.Text.Json;

namespace AlgZoo.Evaluation;

/// <summary>Reads the files of a run directory and refuses what the scores could not be made of.</summary>
internal static class RunDirectoryReader
{
    public static RunRecord Read(string folder)
    {
        var manifest = ReadManifest(folder);
        return new RunRecord(manifest, ReadMeasurements(Existing(folder, RunDirectory.MeasurementsFile), manifest));
    }

    public static RunManifest ReadManifest(string folder) => Directory.Exists(folder)
        ? ParseManifest(Existing(folder, RunDirectory.ManifestFile))
        : throw new RunDirectoryException($"'{folder}' is no run directory: there is no such folder; check the path.");

    private static string Existing(string folder, string fileName)
    {
        string path = Path.Combine(folder, fileName);
        return File.Exists(path) ? path : throw new RunDirectoryException($"'{folder}' is no run directory: it has no {fileName}; name a folder that `algzoo run` wrote.");
    }

    private static RunManifest ParseManifest(string path)
    {
        try
        {
            byte[] json = File.ReadAllBytes(path);
            using (var document = JsonDocument.Parse(json))
            {
                string? schema = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("schema", out var value) ? value.ToString() : null;
                if (!string.Equals(schema, RunManifest.CurrentSchema, StringComparison.Ordinal))
                {
                    throw new RunDirectoryException($"{path}: the format is '{schema}', and this version reads {RunManifest.CurrentSchema} only; run the suite again.");
                }
            }

            var manifest = JsonSerializer.Deserialize(json, EvaluationJson.Readable.RunManifest)!;
            return Defect(manifest) is { } defect ? throw new RunDirectoryException($"{path}: {defect}; run the suite again.") : manifest;
        }
        catch (JsonException exception)
        {
            throw new RunDirectoryException(FormattableString.Invariant($"{path}, line {exception.LineNumber + 1}: {Reason(exception)}; the file is damaged, run the suite again."), exception);
        }
    }

    private static List<Measurement> ReadMeasurements(string path, RunManifest manifest)
    {
        var measurements = new List<Measurement>();
        var check = new MeasurementCheck(manifest);
        ReadOnlySpan<byte> rest = ReadWhileWritten(path);
        for (int number = 1; !rest.IsEmpty; number++)
        {
            int end = rest.IndexOf((byte)'\n');
            bool isWhole = end >= 0;
            string? defect = Parse(isWhole ? rest[..end] : rest, check, out var measurement);
            if (defect is null)
            {
                measurements.Add(measurement!);
            }
            else if (isWhole)
            {
                throw new RunDirectoryException(FormattableString.Invariant($"{path}, line {number}: {defect}; delete the line to score the others, or run the suite again."));
            }

            rest = isWhole ? rest[(end + 1)..] : [];
        }

        return check.HasReplacements ? [.. measurements.GroupBy(CellId.Of).Select(ofCell => ofCell.Last())] : measurements;
    }

    // What is wrong with a line; null if nothing is.
    private static string? Parse(ReadOnlySpan<byte> line, MeasurementCheck check, out Measurement? measurement)
    {
        measurement = null;
        try
        {
            measurement = JsonSerializer.Deserialize(line, MeasurementJson.Readable.Measurement);
            return measurement is null ? "it holds no measurement" : check.Defect(measurement);
        }
        catch (JsonException exception)
        {
            return Reason(exception);
        }
    }

    private static byte[] ReadWhileWritten(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string? Defect(RunManifest manifest)
    {
        if (manifest.Models.Select(model => model.Reference).Concat(manifest.Estimators.Select(estimator => estimator.Id)).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            return $"'{twice.Key}' is named twice";
        }

        if (manifest.Shard is { } shard && (shard.Index < 1 || shard.Index > shard.Count))
        {
            return $"there is no shard {shard}";
        }

        return manifest.Models.FirstOrDefault(model => model.SamplingFlops <= 0 || PriceTable.Default.Price(model.SamplingOperations) <= 0) is { } free
            ? $"one sample of '{free.Reference}' costs nothing"
            : null;
    }

    // Without what the parser appends about the position, and without the full stop.
    private static string Reason(JsonException exception) => exception.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.', ' ', '|');
}
