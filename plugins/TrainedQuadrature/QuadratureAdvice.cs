using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>A quadrature rule as advice: K times (x_k, a_k, b_k, o_k, v_k), then c and the held-out mean squared error.</summary>
internal static class QuadratureAdvice
{
    private const byte Version = 1;

    public static byte[] Write(QuadratureRule rule, Model model) => AdviceFormat.Write(Version, model, [.. ToNumbers(rule)]);

    /// <exception cref="ArgumentException">The advice is damaged.</exception>
    public static QuadratureRule Read(string estimator, Model model, ReadOnlyMemory<byte>? advice, int points) =>
        FromNumbers(AdviceFormat.Read(estimator, Version, model, advice, NumberCount(model, points)), model, points);

    /// <summary>How many numbers a rule of K points consists of.</summary>
    public static int NumberCount(Model model, int points) => (points * NumbersPerPoint(model)) + 2;

    /// <summary>Restores a rule from <see cref="ToNumbers"/>.</summary>
    public static QuadratureRule FromNumbers(ReadOnlySpan<float> numbers, Model model, int points)
    {
        int perPoint = NumbersPerPoint(model);
        var rule = new QuadratureRule(points, model.SequenceLength) { Constant = numbers[^2], MeanSquaredError = numbers[^1] };
        for (int k = 0; k < points; k++)
        {
            var point = numbers.Slice(k * perPoint, perPoint);
            point[..model.SequenceLength].CopyTo(rule.Inputs.AsSpan(k * model.SequenceLength));
            rule.Answers[k] = Math.Clamp((int)point[^4], 0, model.OutputSize - 1);
            rule.Sharpness[k] = point[^3];
            rule.Offsets[k] = point[^2];
            rule.Weights[k] = point[^1];
        }

        return rule;
    }

    /// <summary>All numbers of a rule.</summary>
    public static IEnumerable<float> ToNumbers(QuadratureRule rule)
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

    private static int NumbersPerPoint(Model model) => model.SequenceLength + 4;
}
