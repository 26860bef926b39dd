using AlgZoo;
using AlgZoo.Numerics;

namespace Estimators;

/// <summary>What a user may set: each name is asked for once, with its default and its range; any other name is an error.</summary>
internal sealed class MyEstimatorOptions(EstimatorOptions options)
{
    /// <summary>Largest number of orders of ranks; models with more are declined.</summary>
    public int Orders { get; } = options.WholeNumber("orders", defaultValue: RankCells.MaximumCount, minimum: 1, maximum: RankCells.MaximumCount);
}
