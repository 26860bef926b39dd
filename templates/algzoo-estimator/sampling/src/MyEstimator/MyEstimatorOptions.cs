using AlgZoo;

namespace Estimators;

/// <summary>What a user may set: each name is asked for once, with its default and its range; any other name is an error.</summary>
internal sealed class MyEstimatorOptions(EstimatorOptions options)
{
    /// <summary>Per cent of the budget to spend.</summary>
    public int Percent { get; } = options.WholeNumber("percent", defaultValue: 100, minimum: 1, maximum: 100);
}
