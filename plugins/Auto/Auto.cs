namespace AlgZoo.Plugins;

/// <summary>
/// The best shipped method without advice for a model, a task and a budget: the first of a list that supports the problem. Which one it was, and why, is the first note of the estimate. As honest as what
/// it chooses: standard errors and bounds are passed on.
/// </summary>
[Estimator(
    "auto",
    Kind = EstimatorKind.Hybrid,
    Summary = "The best shipped method without advice for the model, the task and the budget; its notes say which, and why.",
    Reference = "The order of the list is measured: docs/results.md.")]
public sealed class Auto : IMechanisticEstimator
{
    // From the most to the least exact. Each declines what it does not cover, and a budget that is too small for it.
    internal IReadOnlyList<Candidate> Candidates { get; } =
    [
        new("exact-cones", new ExactConesEstimator(), "sequences of two and three inputs are integrated exactly"),
        new("cycle-enumeration", new CycleEnumeration(), "the budget covers the enumeration of all inputs"),
        new("cycle-sampling", new CycleSampling(), "the budget covers a part of all inputs, drawn without replacement"),
        new("adaptive-slices", new AdaptiveSlices(), "the budget covers slices enough for four inputs"),
        new("order-sobol-deterministic", new OrderSobolDeterministic(), "of the methods for an accuracy the one with the smallest error on the models measured") { Applies = problem => problem.Quantity == Quantity.Accuracy },
        new("order-sobol", new OrderSobol(), "a squared error is heavy-tailed, and scrambling keeps its estimate unbiased"),
        new("sobol", new Sobol(), "the loss is smooth, where a scrambled net beats sampling") { Applies = problem => problem.Quantity != Quantity.Accuracy },
        new("monte-carlo", new MonteCarlo(), "no better method for this problem ships"),
    ];

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Choose(problem) is not null;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var choice = Choose(problem) ?? throw new ArgumentException("No method supports this problem within its budget; ask Supports first.", nameof(problem));
        var estimate = choice.Estimator.Estimate(problem, cancellationToken);
        return estimate with { Notes = [$"{choice.Id}: {choice.Reason}", .. estimate.Notes] };
    }

    private Candidate? Choose(EstimationProblem problem) => Candidates.FirstOrDefault(candidate => candidate.Applies(problem) && candidate.Estimator.Supports(problem));
}
