namespace AlgZoo.Exact;

/// <summary>The exact expected score of a model, up to rounding.</summary>
/// <param name="Value">Accuracy in [0, 1], or mean squared error.</param>
/// <param name="ErrorRate">For accuracy, P(wrong) = 1 - accuracy, accurate relative to itself however small; null for the squared error.</param>
/// <param name="Variance">Variance of one random input's score: p (1 - p), or that of the squared error.</param>
/// <param name="ActivationCells">Number of cones on which the network is linear, cut at the coordinate planes and where inputs before the last are equal.</param>
/// <param name="LabelledCells">Number of cones after the division by the order of all inputs.</param>
/// <param name="WrongCells">Number of those on which the answer is wrong, wholly or in part; 0 for the squared error.</param>
public sealed record ExactScore(double Value, double? ErrorRate, double Variance, long ActivationCells, long LabelledCells, long WrongCells)
{
    internal static ExactScore OfErrorRate(double errorRate, long activationCells, long labelledCells, long wrongCells) =>
        new(1 - errorRate, errorRate, errorRate * (1 - errorRate), activationCells, labelledCells, wrongCells);

    internal static ExactScore OfSquaredError(double second, double fourth, long activationCells, long labelledCells) =>
        new(Math.Max(0, second), ErrorRate: null, Math.Max(0, fourth - (second * second)), activationCells, labelledCells, WrongCells: 0);
}
