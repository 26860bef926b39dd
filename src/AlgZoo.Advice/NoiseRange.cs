namespace AlgZoo.Advice;

/// <summary>
/// Multiples of the run's noise scale at which noisy copies are drawn: log-uniform between two ends, so that a response learned from them holds off the scale it was asked for.
/// </summary>
/// <param name="Lowest">Lower end, above 0.</param>
/// <param name="Highest">Upper end, not below <paramref name="Lowest"/>.</param>
/// <param name="BaseShare">Share of copies without noise, in [0, 1].</param>
public readonly record struct NoiseRange(double Lowest, double Highest, double BaseShare)
{
    /// <summary>From half to twice the run's noise scale; one copy in 64 is the base model itself.</summary>
    public static NoiseRange Training { get; } = new(0.5, 2, 1.0 / 64);

    /// <summary>The run's own noise scale, on which advice is judged.</summary>
    public static NoiseRange Own { get; } = new(1, 1, 0);

    /// <summary>Draws the multiple of one copy.</summary>
    internal double Draw(RandomStream random) =>
        random.NextDouble() < BaseShare ? 0 : Lowest * Math.Pow(Highest / Lowest, random.NextDouble());
}
