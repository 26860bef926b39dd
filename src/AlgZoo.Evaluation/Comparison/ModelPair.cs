using System.Globalization;

namespace AlgZoo.Evaluation;

/// <summary>A model that two runs have, and what their noisy copies of it have to do with one another.</summary>
internal sealed record ModelPair(ManifestModel Before, ManifestModel After, Pairing Pairing, string? Reason)
{
    /// <summary>The models that two runs have: of one reference, else of the same weights and task.</summary>
    /// <exception cref="RunDirectoryException">The runs ask different questions about a model.</exception>
    public static IReadOnlyList<ModelPair> Of(RunManifest before, RunManifest after)
    {
        var pairs = new List<ModelPair>();
        var left = after.Models.ToList();
        foreach (var model in before.Models)
        {
            var other = left.Find(candidate => string.Equals(candidate.Reference, model.Reference, StringComparison.Ordinal))
                ?? left.Find(candidate => HasSameWeights(candidate, model) && !before.Models.Any(known => string.Equals(known.Reference, candidate.Reference, StringComparison.Ordinal)));
            if (other is not null)
            {
                left.Remove(other);
                EnsureSameQuestion(model, other);
                var (pairing, reason) = Relation(before, model, after, other);
                pairs.Add(new ModelPair(model, other, pairing, reason));
            }
        }

        return pairs;
    }

    private static bool HasSameWeights(ManifestModel left, ManifestModel right) => string.Equals(left.Fingerprint, right.Fingerprint, StringComparison.Ordinal);

    private static void EnsureSameQuestion(ManifestModel before, ManifestModel after)
    {
        if (!string.Equals(before.Task, after.Task, StringComparison.Ordinal) || !string.Equals(before.Quantity, after.Quantity, StringComparison.Ordinal))
        {
            throw new RunDirectoryException(
                $"The runs ask different questions about {before.Reference}: the first for {before.Quantity} on {before.Task}, the second for {after.Quantity} on {after.Task}; run one again with the --quantity and --task of the other.");
        }
    }

    private static (Pairing Pairing, string? Reason) Relation(RunManifest before, ManifestModel was, RunManifest after, ManifestModel now)
    {
        bool isSameLaw = string.Equals(was.NoiseKind, now.NoiseKind, StringComparison.Ordinal) && was.Sigma.Equals(now.Sigma);
        bool isSameWish = string.Equals(was.NoiseKind, now.NoiseKind, StringComparison.Ordinal) && string.Equals(before.Noise, after.Noise, StringComparison.Ordinal);
        return (was, now) switch
        {
            _ when !HasSameWeights(was, now) => (Pairing.NotComparable, "its weights are not the same"),
            _ when was.SamplingFlops != now.SamplingFlops => (Pairing.NotComparable, string.Create(CultureInfo.InvariantCulture, $"one sample cost {was.SamplingFlops} FLOPs and costs {now.SamplingFlops}")),
            _ when !isSameLaw && !isSameWish => (Pairing.NotComparable, string.Create(CultureInfo.InvariantCulture, $"its noise was {was.NoiseKind}:{was.Sigma} and is {now.NoiseKind}:{now.Sigma}")),
            _ when !string.Equals(was.ExactTruth, now.ExactTruth, StringComparison.Ordinal) || (was.ExactTruth is null && was.TruthSamples != now.TruthSamples) => (Pairing.NotComparable, $"its truth was {TruthText(was)} and is {TruthText(now)}"),
            _ when before.Seed != after.Seed => (Pairing.Unpaired, "the seeds differ"),
            _ when !isSameLaw => (Pairing.Unpaired, string.Create(CultureInfo.InvariantCulture, $"its noise was calibrated to {was.Sigma} and is to {now.Sigma}")),
            _ => (Pairing.Paired, null),
        };
    }

    private static string TruthText(ManifestModel model) => model.ExactTruth is { } method ? $"exact ({method})" : string.Create(CultureInfo.InvariantCulture, $"sampled from {model.TruthSamples} sequences");
}
