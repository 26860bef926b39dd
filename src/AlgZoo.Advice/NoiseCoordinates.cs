namespace AlgZoo.Advice;

/// <summary>
/// The noise of a copy in units of the noise law: e_i = (w_i - w0_i) / sigma_i with sigma_i = sigma |w0_i| for relative noise (signed as w0_i) and sigma rms(W) for additive. Standard Gaussian at the run's own
/// scale; 0 for weights that the noise leaves alone.
/// </summary>
public sealed class NoiseCoordinates
{
    private readonly float[] _base;
    private readonly float[] _inverseSigma;

    /// <summary>The coordinates of a base model's neighbourhood.</summary>
    /// <param name="baseModel">The base model.</param>
    /// <param name="noise">The noise law, not <see cref="WeightNoiseKind.None"/>.</param>
    public NoiseCoordinates(Model baseModel, WeightNoise noise)
    {
        ArgumentNullException.ThrowIfNull(baseModel);
        ArgumentNullException.ThrowIfNull(noise);
        _base = WeightVector.Of(baseModel);
        _inverseSigma = new float[_base.Length];
        int i = 0;
        foreach (var tensor in baseModel.Tensors)
        {
            double common = tensor.RootMeanSquare;
            foreach (float weight in tensor.Values)
            {
                double sigma = noise.Sigma * (noise.Kind == WeightNoiseKind.Relative ? weight : common);
                _inverseSigma[i++] = sigma == 0 ? 0 : (float)(1 / sigma);
            }
        }
    }

    /// <summary>The coordinates that advice has kept.</summary>
    /// <param name="baseWeights">As <see cref="BaseWeights"/>.</param>
    /// <param name="inverseSigma">As <see cref="InverseSigma"/>, of the same length.</param>
    public NoiseCoordinates(ReadOnlySpan<float> baseWeights, ReadOnlySpan<float> inverseSigma)
    {
        _base = baseWeights.ToArray();
        _inverseSigma = inverseSigma.ToArray();
    }

    /// <summary>Number of coordinates, one a weight.</summary>
    public int Count => _base.Length;

    /// <summary>The base model's weights, shape [<see cref="Count"/>].</summary>
    public ReadOnlySpan<float> BaseWeights => _base;

    /// <summary>1 / sigma_i of each weight, signed as the base weight for relative noise, 0 where there is no noise. Shape [<see cref="Count"/>].</summary>
    public ReadOnlySpan<float> InverseSigma => _inverseSigma;

    /// <summary>The coordinates of a copy.</summary>
    /// <param name="weights">Weights of the copy, shape [<see cref="Count"/>].</param>
    /// <param name="coordinates">Shape [<see cref="Count"/>]: receives e.</param>
    public void Fill(ReadOnlySpan<float> weights, Span<float> coordinates)
    {
        for (int i = 0; i < coordinates.Length; i++)
        {
            coordinates[i] = (weights[i] - _base[i]) * _inverseSigma[i];
        }
    }
}
