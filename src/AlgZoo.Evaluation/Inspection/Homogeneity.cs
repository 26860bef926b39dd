namespace AlgZoo.Evaluation;

/// <summary>Whether f(cx) = c f(x), for c = 3, which is no power of two: float rounding shows as an error of about 1e-6.</summary>
internal static class Homogeneity
{
    private const float Scale = 3;

    /// <summary>The largest |f(3x) - 3 f(x)|, relative to the largest |3 f(x)|.</summary>
    /// <param name="pass">The forward pass.</param>
    /// <param name="inputs">Shape [count, n].</param>
    /// <param name="outputLength">count times o.</param>
    public static double Error(IForwardPass pass, ReadOnlySpan<float> inputs, int outputLength)
    {
        var outputs = new float[outputLength];
        var scaledOutputs = new float[outputLength];
        var scaledInputs = new float[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            scaledInputs[i] = Scale * inputs[i];
        }

        pass.Evaluate(inputs, outputs);
        pass.Evaluate(scaledInputs, scaledOutputs);
        double largest = outputs.Max(output => Math.Abs((double)output));
        double difference = outputs.Zip(scaledOutputs, (output, scaled) => Math.Abs(((double)Scale * output) - scaled)).Max();
        return largest == 0 ? 0 : difference / (Scale * largest);
    }
}
