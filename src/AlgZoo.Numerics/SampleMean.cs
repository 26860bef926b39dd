using AlgZoo.Metering;

namespace AlgZoo.Numerics;

/// <summary>What a sample says about its mean.</summary>
public static class SampleMean
{
    /// <summary>
    /// Standard error of the mean of independent numbers of one law. Numbers that all agree, as right answers do by chance, would have none and claim certainty. They get what N like outcomes leave open
    /// of a share p of which nothing was known before: the root mean square of 1 - p for p of Beta(N + 1, 1), which is sqrt(2/((N + 2)(N + 3))), to 0.7%, times the range.
    /// </summary>
    /// <param name="count">How many numbers, N.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="sumOfSquares">The sum of their squares.</param>
    /// <param name="range">How far apart two of them can be: 1 for answers that are right or wrong, 2 for the sums of two of them; 0 where nothing is known, and then those that agree have the standard error 0.</param>
    /// <returns>The standard error; null below two numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is negative or not a number.</exception>
    [OperationCost(OperationClass.MultiplyDouble, 1)]
    [OperationCost(OperationClass.AddDouble, 1)]
    [OperationCost(OperationClass.CompareDouble, 1)]
    [OperationCost(OperationClass.DivideDouble, 2)]
    [OperationCost(OperationClass.SquareRootDouble, 1)]
    public static double? StandardError(long count, double mean, double sumOfSquares, double range)
    {
        if (!(range >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, "The range is negative or not a number.");
        }

        if (count < 2)
        {
            return null;
        }

        double variance = (sumOfSquares / count) - (mean * mean);
        return variance > 0 ? Math.Sqrt(variance / (count - 1)) : range * (2 * Math.Sqrt(2)) / ((2 * count) + 5);
    }
}
