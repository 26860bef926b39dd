using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AlgZoo.Evaluation;

/// <summary>How a suite asks for noise: a fixed law, or one whose scale is calibrated on each model.</summary>
public sealed record NoiseSpecification
{
    private NoiseSpecification(WeightNoise? law, double targetDrop)
    {
        Law = law;
        TargetDrop = targetDrop;
    }

    /// <summary>No noise.</summary>
    public static NoiseSpecification None { get; } = Fixed(WeightNoise.None);

    /// <summary>The fixed law; null where it is calibrated.</summary>
    public WeightNoise? Law { get; }

    /// <summary>For calibrated noise: by how much the mean accuracy is to drop, in (0, 1). Default 0.1.</summary>
    public double TargetDrop { get; }

    /// <summary>True where every noisy copy would equal the base model.</summary>
    public bool IsNone => Law is { Sigma: 0 };

    /// <summary>A fixed law.</summary>
    /// <param name="law">The law.</param>
    /// <returns>The specification.</returns>
    public static NoiseSpecification Fixed(WeightNoise law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return new(law, 0);
    }

    /// <summary>Relative noise whose scale makes the mean accuracy drop by a target.</summary>
    /// <param name="targetDrop">In (0, 1).</param>
    /// <returns>The specification.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target is outside (0, 1).</exception>
    public static NoiseSpecification Calibrated(double targetDrop) =>
        targetDrop is > 0 and < 1 ? new(null, targetDrop) : throw new ArgumentOutOfRangeException(nameof(targetDrop), targetDrop, "The target drop lies in (0, 1).");

    /// <summary>Reads <c>relative:0.01</c>, <c>additive:0.01</c>, <c>auto:0.1</c>, <c>auto</c> or <c>none</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="specification">The specification.</param>
    /// <param name="error">What is wrong with the text, in one line.</param>
    /// <returns>Whether the text could be read.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoiseSpecification? specification, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? text : text[..colon];
        double? value = null;
        if (colon >= 0)
        {
            if (!double.TryParse(text.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed))
            {
                (specification, error) = (null, $"'{text[(colon + 1)..]}' is not a number.");
                return false;
            }

            value = parsed;
        }

        return TryCreate(kind, value, out specification, out error);
    }

    /// <summary>Makes a specification from the name of its kind and its number.</summary>
    /// <param name="kind"><c>relative</c>, <c>additive</c>, <c>auto</c> or <c>none</c>.</param>
    /// <param name="value">Sigma, or the target drop of <c>auto</c>; null for its default.</param>
    /// <param name="specification">The specification.</param>
    /// <param name="error">What is wrong, in one line.</param>
    /// <returns>Whether it makes sense.</returns>
    public static bool TryCreate(string kind, double? value, [NotNullWhen(true)] out NoiseSpecification? specification, [NotNullWhen(false)] out string? error)
    {
        (specification, error) = (kind, value) switch
        {
            ("none", null or 0) => (None, null),
            ("none", _) => (null, "Noise of kind none has no scale."),
            ("auto", null) => (Calibrated(0.1), null),
            ("auto", > 0 and < 1) => (Calibrated(value.Value), null),
            ("auto", _) => (null, "The target drop of auto noise lies between 0 and 1, for example auto:0.1."),
            ("relative" or "additive", null) => (null, $"Noise of kind {kind} needs a scale, for example {kind}:0.01."),
            ("relative" or "additive", >= 0 and < 1000) => (Fixed(new WeightNoise(string.Equals(kind, "relative", StringComparison.Ordinal) ? WeightNoiseKind.Relative : WeightNoiseKind.Additive, value.Value)), null),
            ("relative" or "additive", _) => (null, "The noise scale sigma must be a number from 0 to 1000."),
            _ => ((NoiseSpecification?)null, (string?)$"'{kind}' is no kind of noise; there are relative:SIGMA, additive:SIGMA, auto:DROP and none."),
        };
        return specification is not null;
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    /// <returns>For example <c>auto:0.1</c>.</returns>
    public override string ToString() => Law?.ToString() ?? "auto:" + TargetDrop.ToString("R", CultureInfo.InvariantCulture);
}
