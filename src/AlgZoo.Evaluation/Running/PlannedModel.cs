using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>A base model of a plan.</summary>
/// <param name="Base">The model without noise.</param>
/// <param name="Quantity">The quantity to estimate.</param>
/// <param name="Fingerprint">Hash of weights and task: the model's address in random streams.</param>
/// <param name="Noise">The noise, calibrated where the suite asked for that.</param>
/// <param name="TruthSamples">Sequences for each sampled ground truth.</param>
public sealed record PlannedModel(BenchModel Base, Quantity Quantity, string Fingerprint, WeightNoise Noise, long TruthSamples)
{
    internal static PlannedModel Make(Suite suite, BenchModel model, CancellationToken cancellationToken)
    {
        var quantity = suite.Quantity ?? model.Task.DefaultQuantity;
        if (!model.Task.Has(quantity))
        {
            throw new SuiteException($"The quantity {QuantityNames.Of(quantity)} is not defined for the task {model.Task.Name} of the model '{model.Reference}'.");
        }

        var noise = NoiseCalibration.LawFor(suite.Noise, model.Model, model.Task, quantity, suite.Seed, cancellationToken);
        long truthSamples = suite.TruthSamples ?? GroundTruthSource.AutoSamples(suite.Budgets[^1], model.Model.SamplingFlops(quantity));
        return new PlannedModel(model, quantity, ModelFingerprint.Of(model.Model, model.Task), noise, truthSamples);
    }

    /// <summary>Draws a noisy copy. Every estimator of a run sees the same copies.</summary>
    /// <param name="seed">Seed of the suite.</param>
    /// <param name="draw">Which copy, from 0.</param>
    /// <returns>The noisy weights.</returns>
    /// <exception cref="SuiteException">The noise is so large that a weight overflows.</exception>
    public Model Draw(ulong seed, int draw)
    {
        try
        {
            return Noise.Apply(Base.Model, new RandomStream(RandomAddress.Root(seed).Child("noise").Child(Fingerprint).Child((ulong)draw)));
        }
        catch (ArgumentException exception)
        {
            throw new SuiteException($"The noise {Noise} is too large for the model '{Base.Reference}': {exception.Message} Choose a smaller sigma.");
        }
    }

    internal ManifestModel ToManifest()
    {
        var model = Base.Model;
        return new ManifestModel(
            Base.Reference, Fingerprint, model.Architecture, Base.Task.Name, QuantityNames.Of(Quantity), model.HiddenSize, model.SequenceLength, model.OutputSize, model.ParameterCount,
            model.SamplingFlops(Quantity), model.SamplingOperations(Quantity) + Base.Task.DrawOperations(model.SequenceLength),
            TrivialEstimate.Of(Base.Task, Quantity, model.SequenceLength), NoiseKindName, Noise.Sigma, TruthSamples)
        {
            ExactTruth = GroundTruthSource.ExactMethod(model, Base.Task, Quantity),
        };
    }

    private string NoiseKindName => Noise.Kind switch
    {
        WeightNoiseKind.None => "none",
        WeightNoiseKind.Relative => "relative",
        _ => "additive",
    };
}
