using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Describes a model of a run in one line.</summary>
internal static class ModelWords
{
    /// <summary>For example <c>2nd_argmax, hidden size 16, length 10, 432 parameters; relative noise 0.01; accuracy, one sample costs 5,247 FLOPs</c>.</summary>
    public static string Of(ManifestModel model) => string.Create(CultureInfo.InvariantCulture,
        $"{model.Task}, hidden size {model.HiddenSize}, length {model.SequenceLength}, {model.Parameters} parameters; {Noise(model)}; {model.Quantity}, one sample costs {model.SamplingFlops:N0} FLOPs");

    /// <summary>For example <c>relative noise 0.01</c>.</summary>
    public static string Noise(ManifestModel model) => string.Equals(model.NoiseKind, "none", StringComparison.Ordinal)
        ? "no noise"
        : string.Create(CultureInfo.InvariantCulture, $"{model.NoiseKind} noise {model.Sigma:0.#####}");
}
