using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AlgZoo.Evaluation;

/// <summary>Remembers sampled ground truths in a folder, one small JSON file each under a hash of everything that decides the result. Safe for concurrent use, also by several processes.</summary>
/// <param name="folder">The folder; created when the first truth is added.</param>
/// <remarks>The cache never fails a run: an unreadable entry is computed anew, and an entry that cannot be written is left out.</remarks>
public sealed class TruthCache(string folder)
{
    /// <summary>Finds a remembered truth.</summary>
    /// <param name="key">What decides the result.</param>
    /// <returns>The truth, or null.</returns>
    public GroundTruth? Find(TruthKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            using var stream = File.OpenRead(PathOf(key));
            var entry = JsonSerializer.Deserialize(stream, EvaluationJson.Readable.TruthEntry);
            return entry?.Key == key && IsPlausible(entry.Truth, key) ? entry.Truth : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Remembers a truth.</summary>
    /// <param name="key">What decides the result.</param>
    /// <param name="truth">The truth.</param>
    public void Add(TruthKey key, GroundTruth truth)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(truth);
        string path = PathOf(key);
        string temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(new TruthEntry(key, truth), EvaluationJson.Readable.TruthEntry));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
        }
    }

    private static bool IsPlausible(GroundTruth? truth, TruthKey key) =>
        truth is { Method: TruthMethod.Sampling, StandardError: >= 0, Variance: >= 0 } && truth.Samples == key.Samples && double.IsFinite(truth.Value + truth.StandardError + truth.Variance);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A left-over temporary file does no harm.
        }
    }

    private string PathOf(TruthKey key)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{key.Fingerprint}/{key.Quantity}/{key.Samples}/{key.Seed}/{key.MethodVersion}");
        return Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32] + ".json");
    }
}

/// <summary>Everything that decides a sampled ground truth.</summary>
/// <param name="Fingerprint">Weights and task, see <see cref="ModelFingerprint"/>.</param>
/// <param name="Quantity">The quantity.</param>
/// <param name="Samples">Number of sequences.</param>
/// <param name="Seed">Seed of the sampling.</param>
/// <param name="MethodVersion">Version of the sampling method.</param>
public sealed record TruthKey(string Fingerprint, Quantity Quantity, long Samples, ulong Seed, int MethodVersion);

internal sealed record TruthEntry(TruthKey Key, GroundTruth Truth);
