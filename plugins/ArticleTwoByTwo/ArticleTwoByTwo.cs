namespace AlgZoo.Plugins;

/// <summary>
/// The accuracy of a network of two neurons and two inputs by the published argument about M2,2: signs, magnitudes and orderings of its weights give its mechanism, and two coincidences how rarely it errs.
/// Exact. Where the argument does not hold, the ledger says at which check, and the regions are gone through one by one as by exact-cones.
/// </summary>
[Estimator(
    "article-two-by-two",
    Kind = EstimatorKind.Deductive,
    Summary = "Two neurons, two inputs: the published argument about M2,2, every check with its bits; exact.",
    Reference = "AlgZoo: uninterpreted models with fewer than 1,500 parameters (Alignment Research Center, 2026).")]
public sealed class ArticleTwoByTwo : IMechanisticEstimator
{
    private readonly ExactConesEstimator _regionByRegion = new();

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Model is ReluRnn { HiddenSize: 2, SequenceLength: 2 } model
            && problem.Quantity == Quantity.Accuracy
            && _regionByRegion.Supports(problem)
            && ConeFlops.UpperBound(model, Quantity.Accuracy) + ArticleArgument.MostFlops <= problem.Meter.Remaining;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var argument = new ArticleArgument(TwoNeurons.Of((ReluRnn)problem.Model, problem.Task), problem.Explanation);
        if (argument.ErrorRate() is { } errorRate)
        {
            return new Estimate(1 - errorRate) { Notes = ["the published argument holds", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"error rate {errorRate:R}")] };
        }

        problem.Explanation.NoteFree("The argument does not hold for this network; its linear regions follow one by one.");
        var estimate = _regionByRegion.Estimate(problem, cancellationToken);
        return estimate with { Notes = ["the published argument does not hold; exact-cones", .. estimate.Notes] };
    }
}
