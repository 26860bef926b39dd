using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>What shrinkage knows beforehand: quadrature rules of several sizes, each with its held-out error, and how the error of order-sobol falls.</summary>
/// <param name="Rules">By rising number of points.</param>
/// <param name="OrderSobol">The error law of order-sobol.</param>
internal sealed record ShrinkageAdvice(IReadOnlyList<QuadratureRule> Rules, ErrorLaw OrderSobol)
{
    /// <summary>Points of the rules.</summary>
    public static IReadOnlyList<int> Points { get; } = [1, 4, 8, 16, 32, 64];

    private const byte Version = 1;

    public byte[] Write(Model model) => AdviceFormat.Write(Version, model, [.. Rules.SelectMany(QuadratureAdvice.ToNumbers), OrderSobol.Level, OrderSobol.Slope]);

    /// <exception cref="ArgumentException">The advice is damaged.</exception>
    public static ShrinkageAdvice Read(string estimator, Model model, ReadOnlyMemory<byte>? advice)
    {
        int count = Points.Sum(points => QuadratureAdvice.NumberCount(model, points));
        ReadOnlySpan<float> numbers = AdviceFormat.Read(estimator, Version, model, advice, count + 2);
        var law = new ErrorLaw(numbers[^2], numbers[^1]);
        var rules = new List<QuadratureRule>();
        foreach (int points in Points)
        {
            rules.Add(QuadratureAdvice.FromNumbers(numbers[..QuadratureAdvice.NumberCount(model, points)], model, points));
            numbers = numbers[QuadratureAdvice.NumberCount(model, points)..];
        }

        return new ShrinkageAdvice(rules, law);
    }
}
