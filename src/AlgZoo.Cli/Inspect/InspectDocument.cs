using System.Numerics;
using AlgZoo.Evaluation;
using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary>What <c>algzoo inspect</c> knows of a model; sections that its architecture does not have are null.</summary>
internal sealed record InspectDocument(
    string Model, string Source, string Architecture, string Task, string TaskSource, string Quantity, int HiddenSize, int SequenceLength, int OutputSize, int Parameters, long SamplingCostFlops, string Fingerprint,
    IReadOnlyList<TensorDocument> Tensors, double Value, double StandardError, long Samples, MeanDocument? CrossEntropy, IReadOnlyList<PositionDocument> ByTargetPosition, IReadOnlyList<PairDocument> ByLargestPair,
    PrefixIndices PrefixSobolIndices, double? HomogeneityError, StandardisedDocument? StandardisedWeights, double? SpectralRadius, IReadOnlyList<EigenvalueDocument>? Eigenvalues, LinearRegions? LinearRegions,
    NeuronRoles? NeuronRoles, AttentionDocument? Attention)
{
    public static InspectDocument Of(LoadedModel loaded, ModelInspection inspection)
    {
        var model = loaded.Model;
        var quantity = loaded.Task.DefaultQuantity;
        var recurrence = inspection.Recurrence;
        return new InspectDocument(
            loaded.Reference, loaded.Source, model.Architecture, loaded.Task.Name, loaded.TaskSource, QuantityNames.Of(quantity), model.HiddenSize, model.SequenceLength, model.OutputSize, model.ParameterCount,
            model.SamplingFlops(quantity), ModelFingerprint.Of(model, loaded.Task), [.. model.Tensors.Select(TensorDocument.Of)], inspection.Score.Value ?? 0, inspection.Score.StandardError ?? 0,
            inspection.Score.Samples, MeanDocument.Of(inspection.CrossEntropy),
            [.. inspection.ByTargetPosition.Select(position => new PositionDocument(position.Position, position.Score.Samples, position.Score.Value))],
            [.. inspection.ByLargestPair.Select(pair => new PairDocument(pair.Largest, pair.Second, pair.Score.Samples, pair.Score.Value, pair.Score.StandardError))],
            inspection.PrefixIndices, recurrence?.HomogeneityError, recurrence is null ? null : StandardisedDocument.Of(recurrence.Standardised), recurrence?.Spectrum.SpectralRadius,
            recurrence is null ? null : [.. recurrence.Spectrum.Eigenvalues.Select(EigenvalueDocument.Of)], recurrence?.Regions, recurrence?.Roles,
            inspection.Attention is null ? null : AttentionDocument.Of(inspection.Attention, model.SequenceLength));
    }
}

internal sealed record TensorDocument(string Name, IReadOnlyList<int> Shape, double Mean, double RootMeanSquare, double Minimum, double Maximum)
{
    public static TensorDocument Of(WeightTensor tensor)
    {
        float[] values = tensor.Values.ToArray();
        return new TensorDocument(tensor.Name, tensor.Shape.ToArray(), values.Average(value => (double)value), tensor.RootMeanSquare, values.Min(), values.Max());
    }
}

internal sealed record MeanDocument(double Value, double StandardError)
{
    public static MeanDocument? Of(SampledMean? mean) => mean is { Value: { } value, StandardError: { } error } ? new MeanDocument(value, error) : null;
}

internal sealed record PositionDocument(int Position, long Samples, double? Accuracy);

internal sealed record PairDocument(int Largest, int Second, long Samples, double? Value, double? StandardError);

internal sealed record StandardisedDocument(
    IReadOnlyList<double> Scales, IReadOnlyList<int> InputWeights, IReadOnlyList<IReadOnlyList<double>> RecurrentWeights, IReadOnlyList<IReadOnlyList<double>> OutputWeights, IReadOnlyList<int> WithoutInput)
{
    public static StandardisedDocument Of(StandardisedWeights weights) =>
        new(weights.Scales, weights.InputWeights, [.. weights.RecurrentWeights.Chunk(weights.Scales.Count)], [.. weights.OutputWeights.Chunk(weights.Scales.Count)], weights.WithoutInput);
}

internal sealed record EigenvalueDocument(double Real, double Imaginary, double Modulus, double Argument)
{
    public static EigenvalueDocument Of(Complex value) => new(value.Real, value.Imaginary, value.Magnitude, value.Phase);
}

internal sealed record AttentionDocument(long Samples, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Layers)
{
    public static AttentionDocument Of(AttentionPatterns patterns, int sequenceLength) => new(patterns.Samples, [.. patterns.Layers.Select(layer => layer.Chunk(sequenceLength).ToArray())]);
}
