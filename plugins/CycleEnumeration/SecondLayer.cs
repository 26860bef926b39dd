namespace AlgZoo.Plugins;

/// <summary>
/// The second layer and the read-out as linear maps of the first layer's outputs x, so that sums of <see cref="Contributions"/> carry all that a sequence needs. Logits are relative to logit 0, which
/// changes neither the largest one nor the cross-entropy.
/// </summary>
internal sealed class SecondLayer
{
    private readonly int _hiddenSize;

    public SecondLayer(AttentionTransformer model)
    {
        int d = model.HiddenSize;
        _hiddenSize = d;
        HasSecondLayer = model.Layers.Count > 1;
        ReadOut = RelativeUnembedding(model);
        QueryMap = ReadOut;
        if (HasSecondLayer)
        {
            var layer = model.Layers[1];
            double[] scores = SmallMatrix.Multiply(SmallMatrix.Transpose(SmallMatrix.Read(layer.Key), d), SmallMatrix.Read(layer.Query), d);
            double scale = 1 / Math.Sqrt(d);
            foreach (ref double score in scores.AsSpan())
            {
                score *= scale;
            }

            QueryMap = [.. scores, .. ReadOut];
            ValueReadOut = SmallMatrix.Multiply(SmallMatrix.Multiply(ReadOut, SmallMatrix.Read(layer.Output), d), SmallMatrix.Read(layer.Value), d);
            CarriesLogits = EnumerationCost.CarriesLogits(model);
        }
    }

    /// <summary>Whether there is one.</summary>
    public bool HasSecondLayer { get; }

    /// <summary>Whether values travel as their n - 1 relative logits beside the key; otherwise as the key itself, read out at the end of each sequence.</summary>
    public bool CarriesLogits { get; }

    /// <summary>Shape [n-1, d]: stream to relative logits.</summary>
    public double[] ReadOut { get; }

    /// <summary>Shape [n-1, d]: stream to the relative logits of its value in the second layer; empty without one.</summary>
    public double[] ValueReadOut { get; } = [];

    /// <summary>Shape [d + n-1, d]: x at the last position to the vector whose inner product with another position's x is the second layer's score, and to its own logits; without a second layer the latter only.</summary>
    public double[] QueryMap { get; }

    /// <summary>The features of streams or values at every position: x, then its logits as a value where they are carried.</summary>
    public double[] KeyFeatures(ReadOnlySpan<double> vectors)
    {
        if (!CarriesLogits)
        {
            return vectors.ToArray();
        }

        int d = _hiddenSize;
        int logits = ValueReadOut.Length / d;
        double[] images = SmallMatrix.MapAll(ValueReadOut, vectors, d);
        double[] features = new double[vectors.Length + images.Length];
        for (int k = 0; k < vectors.Length / d; k++)
        {
            vectors.Slice(k * d, d).CopyTo(features.AsSpan(k * (d + logits)));
            images.AsSpan(k * logits, logits).CopyTo(features.AsSpan((k * (d + logits)) + d));
        }

        return features;
    }

    /// <summary>The features of streams or values at the last position.</summary>
    public double[] QueryFeatures(ReadOnlySpan<double> vectors) => SmallMatrix.MapAll(QueryMap, vectors, _hiddenSize);

    private static double[] RelativeUnembedding(AttentionTransformer model)
    {
        int d = model.HiddenSize;
        var unembedding = model.Unembedding;
        double[] relative = new double[unembedding.Length - d];
        for (int i = 0; i < relative.Length; i++)
        {
            relative[i] = (double)unembedding[i + d] - unembedding[i % d];
        }

        return relative;
    }
}
