using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>A quadrature rule as advice: K times (x_k, a_k, b_k, o_k, v_k), then c and the held-out mean squared error.</summary>
internal static class QuadratureAdvice
{
    private const byte Version = 1;

    public static byte[] Write(QuadratureRule rule, Model model) => AdviceFormat.Write(Version, model, [.. ToNumbers(rule)]);

    /// <exception cref="ArgumentException">The advice is damaged.</exception>
    public static QuadratureRule Read(string estimator, Model model, ReadOnlyMemory<byte>? advice, int points)
    {
        int perPoint = model.SequenceLength + 4;
        float[] numbers = AdviceFormat.Read(estimator, Version, model, advice, (points * perPoint) + 2);
        var rule = new QuadratureRule(points, model.SequenceLength) { Constant = numbers[^2], MeanSquaredError = numbers[^1] };
        for (int k = 0; k < points; k++)
        {
            var point = numbers.AsSpan(k * perPoint, perPoint);
            point[..model.SequenceLength].CopyTo(rule.Inputs.AsSpan(k * model.SequenceLength));
            rule.Answers[k] = Math.Clamp((int)point[^4], 0, model.OutputSize - 1);
            rule.Sharpness[k] = point[^3];
            rule.Offsets[k] = point[^2];
            rule.Weights[k] = point[^1];
        }

        return rule;
    }

    private static IEnumerable<float> ToNumbers(QuadratureRule rule)
    {
        for (int k = 0; k < rule.Points; k++)
        {
            for (int t = 0; t < rule.SequenceLength; t++)
            {
                yield return rule.Inputs[(k * rule.SequenceLength) + t];
            }

            yield return rule.Answers[k];
            yield return rule.Sharpness[k];
            yield return rule.Offsets[k];
            yield return rule.Weights[k];
        }

        yield return rule.Constant;
        yield return rule.MeanSquaredError;
    }
}
