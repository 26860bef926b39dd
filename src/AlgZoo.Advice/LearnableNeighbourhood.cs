namespace AlgZoo.Advice;

/// <summary>Which neighbourhoods advice can be learned about, and at what price.</summary>
public static class LearnableNeighbourhood
{
    /// <summary>The largest model that is learned about: the largest of AlgZoo's has 1,408 weights.</summary>
    public const int MostParameters = 2048;

    private const int CopiesPerWeight = 160;
    private const int LeastSamplesPerCopy = 64;

    /// <summary>Whether a response can be learned: there is noise to learn from, and the model is no larger than <see cref="MostParameters"/>.</summary>
    /// <param name="request">What advice is asked for.</param>
    /// <returns><see langword="true"/> if it can.</returns>
    public static bool Of(AdviceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.BaseModel.ParameterCount <= MostParameters && request.Noise is { Kind: not WeightNoiseKind.None, Sigma: > 0 };
    }

    /// <summary>How many copies to learn from: 160 a weight, so that small models take less time.</summary>
    /// <param name="request">What advice is asked for.</param>
    /// <param name="most">The most copies.</param>
    /// <returns>Between an eighth of <paramref name="most"/> and <paramref name="most"/>.</returns>
    public static int Copies(AdviceRequest request, int most)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Math.Clamp(CopiesPerWeight * request.BaseModel.ParameterCount, most / 8, most);
    }

    /// <summary>On how many sequences each copy is scored, so that larger models do not take longer: scores may be noisy, a fit averages over them.</summary>
    /// <param name="request">What advice is asked for.</param>
    /// <param name="copies">Number of copies.</param>
    /// <param name="flops">FLOPs for the scores of all copies together.</param>
    /// <param name="most">The most sequences.</param>
    /// <returns>Between 64 and <paramref name="most"/>.</returns>
    public static int SamplesPerCopy(AdviceRequest request, int copies, double flops, int most)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (int)Math.Clamp(flops / copies / request.BaseModel.SamplingFlops(request.Quantity), LeastSamplesPerCopy, most);
    }

    /// <summary>The nearest value that the quantity can have: accuracy lies in [0, 1], the others are not negative.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="value">A fitted value.</param>
    /// <returns>The admissible value.</returns>
    public static double Admissible(this Quantity quantity, double value) => Math.Clamp(value, 0, quantity == Quantity.Accuracy ? 1 : double.MaxValue);
}
