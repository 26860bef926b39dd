namespace AlgZoo;

/// <summary>The operations of a sample beside the forward pass.</summary>
internal static class OperationsPerSample
{
    /// <summary>Scoring one output of o numbers, as <see cref="Model.SamplingOperations"/> documents it.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is none.</exception>
    public static OperationCounts ScoringOperations(this Quantity quantity, int outputSize) => quantity switch
    {
        Quantity.Accuracy => OperationCounts.Of((OperationClass.CompareSingle, outputSize - 1)),
        Quantity.MeanSquaredError => OperationCounts.None,
        Quantity.CrossEntropy => OperationCounts.Of((OperationClass.TranscendentalSingle, outputSize + 1), (OperationClass.AddSingle, outputSize)),
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "Unknown quantity."),
    };

    /// <summary>Drawing numbers of an input law.</summary>
    public static OperationCounts DrawOperations(this InputLaw law, long numbers) =>
        OperationCounts.Of((law == InputLaw.StandardGaussian ? OperationClass.GaussianDraw : OperationClass.UniformDraw, numbers));
}
