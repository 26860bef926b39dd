namespace AlgZoo.Plugins;

/// <summary><see cref="CumulantPropagation"/> to fourth order: each lead's law is corrected by its third and fourth cumulants.</summary>
[Estimator(
    "edgeworth-propagation",
    Kind = EstimatorKind.Deductive,
    Summary = "Cumulant propagation with the third and fourth cumulants of every lead.",
    Reference = "Edgeworth (1905); Mendell and Elston (1974) for the read-out.")]
public sealed class EdgeworthPropagation : IMechanisticEstimator
{
    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem) => CellSum.Supports(problem);

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) =>
        CellSum.Estimate(problem, withHigherCumulants: true, cancellationToken);
}
