using System.Globalization;

namespace AlgZoo.Evaluation;

/// <summary>One thing in which a second run differs from a first.</summary>
internal sealed class ManifestDifference
{
    private static readonly Func<Measurement, bool> Every = _ => true;

    private readonly Func<Measurement, bool>? _spoils;

    private ManifestDifference(string description, Func<Measurement, bool>? spoils)
    {
        Description = description;
        _spoils = spoils;
    }

    /// <summary>In words, for a list.</summary>
    public string Description { get; }

    /// <summary>Finds all differences. The machine, times and advice are none; the runtime is.</summary>
    public static IReadOnlyList<ManifestDifference> Between(RunManifest before, RunManifest now) =>
        [.. Settings(before, now), .. Budgets(before, now), .. Models(before, now), .. Estimators(before, now), .. LimitsAndVersions(before, now)];

    /// <summary>Whether the second run can continue with what the first measured: everything random and every truth are the same, and nothing is left out that was measured.</summary>
    public bool Keeps(IReadOnlyList<Measurement> measurements) => _spoils is null || (_spoils != Every && !measurements.Any(_spoils));

    private static IEnumerable<ManifestDifference> Settings(RunManifest before, RunManifest now) =>
    [
        .. Changed("suite", before.Suite, now.Suite, spoils: null),
        .. Changed("seed", before.Seed, now.Seed, Every),
        .. Changed("noise", before.Noise, now.Noise, Every),
        .. Changed("price table", before.PriceTable, now.PriceTable, Every),
        .. Changed("shard", before.Shard?.ToString() ?? "none", now.Shard?.ToString() ?? "none", Every),
        .. Changed("draws", before.Draws, now.Draws, OtherCopies(before, now.Draws < before.Draws ? cell => cell.Draw >= now.Draws : null)),
    ];

    private static IEnumerable<ManifestDifference> Budgets(RunManifest before, RunManifest now) =>
    [
        .. before.Budgets.Except(now.Budgets).Select(budget => new ManifestDifference(FormattableString.Invariant($"budget {budget} removed"), cell => cell.Budget == budget)),
        .. now.Budgets.Except(before.Budgets).Select(budget => new ManifestDifference(FormattableString.Invariant($"budget {budget} added"), spoils: null)),
    ];

    private static IEnumerable<ManifestDifference> Models(RunManifest before, RunManifest now)
    {
        var nowByReference = now.Models.ToDictionary(model => model.Reference, StringComparer.Ordinal);
        foreach (var model in before.Models)
        {
            string name = model.Reference;
            if (!nowByReference.TryGetValue(name, out var other))
            {
                yield return new ManifestDifference($"model {name} removed", OtherCopies(before, cell => string.Equals(cell.Model, name, StringComparison.Ordinal)));
            }
            else if (!string.Equals(model.Fingerprint, other.Fingerprint, StringComparison.Ordinal))
            {
                yield return new ManifestDifference($"weights or task of {name} changed", Every);
            }
            else
            {
                bool isSameNoise = string.Equals(before.Noise, now.Noise, StringComparison.Ordinal);
                foreach (var difference in (ManifestDifference[])[
                    .. Changed($"quantity of {name}", model.Quantity, other.Quantity, Every),
                    .. Changed($"truth samples of {name}", model.TruthSamples, other.TruthSamples, Every),
                    .. Changed($"exact truth of {name}", model.ExactTruth ?? "none", other.ExactTruth ?? "none", Every),
                    .. isSameNoise ? Changed($"calibrated sigma of {name}", model.Sigma, other.Sigma, Every) : []])
                {
                    yield return difference;
                }
            }
        }

        var known = before.Models.Select(model => model.Reference).ToHashSet(StringComparer.Ordinal);
        foreach (var model in now.Models.Where(model => !known.Contains(model.Reference)))
        {
            yield return new ManifestDifference($"model {model.Reference} added", OtherCopies(before, spoils: null));
        }

        if (!before.Models.Where(model => nowByReference.ContainsKey(model.Reference)).Select(model => model.Reference).SequenceEqual(now.Models.Where(model => known.Contains(model.Reference)).Select(model => model.Reference), StringComparer.Ordinal))
        {
            yield return new ManifestDifference("models in another order", OtherCopies(before, spoils: null));
        }
    }

    private static IEnumerable<ManifestDifference> Estimators(RunManifest before, RunManifest now)
    {
        var nowById = now.Estimators.ToDictionary(estimator => estimator.Id, StringComparer.Ordinal);
        var known = before.Estimators.Select(estimator => estimator.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. before.Estimators.Where(estimator => !nowById.ContainsKey(estimator.Id))
                .Select(estimator => new ManifestDifference($"estimator {estimator.Id} removed", cell => string.Equals(cell.Estimator, estimator.Id, StringComparison.Ordinal))),
            .. now.Estimators.Where(estimator => !known.Contains(estimator.Id)).Select(estimator => new ManifestDifference($"estimator {estimator.Id} added", spoils: null)),
            .. before.Estimators.Where(estimator => nowById.TryGetValue(estimator.Id, out var other) && !string.Equals(estimator.Sha256, other.Sha256, StringComparison.Ordinal))
                .Select(estimator => new ManifestDifference($"plugin of {estimator.Id} changed (SHA-256 was {Start(estimator.Sha256)}, is {Start(nowById[estimator.Id].Sha256)})", spoils: null)),
        ];
    }

    private static IEnumerable<ManifestDifference> LimitsAndVersions(RunManifest before, RunManifest now) =>
    [
        .. Changed("time limit in seconds", before.TimeLimitSeconds, now.TimeLimitSeconds, spoils: null),
        .. before.MemoryLimitMegabytes is null ? [] : Changed("memory limit in megabytes", before.MemoryLimitMegabytes, now.MemoryLimitMegabytes, spoils: null),
        .. Changed("framework version", before.Version, now.Version, spoils: null),
        .. Changed("runtime", before.Machine.Runtime, now.Machine.Runtime, spoils: null),
    ];

    // Which copies a shard holds depends on how many there are.
    private static Func<Measurement, bool>? OtherCopies(RunManifest before, Func<Measurement, bool>? spoils) => before.Shard is null ? spoils : Every;

    private static IEnumerable<ManifestDifference> Changed<T>(string name, T before, T now, Func<Measurement, bool>? spoils) => EqualityComparer<T>.Default.Equals(before, now)
        ? []
        : [new ManifestDifference(string.Create(CultureInfo.InvariantCulture, $"{name} was {before}, is {now}"), spoils)];

    private static string Start(string sha256) => sha256.Length > 12 ? sha256[..12] : sha256;
}
