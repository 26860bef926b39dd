namespace AlgZoo.Plugins;

/// <summary>
/// The cumulants of the inputs within a cell of rank order and gaps, carried through the network as it is linear around the centre of the cell, and the score read off the joint law of the leads. The cells are as
/// many and as fine as the budget allows. Deductive: no random number.
/// </summary>
/// <remarks>To second order: a Gaussian law of the leads, which <see cref="EdgeworthPropagation"/> corrects by third and fourth cumulants.</remarks>
[Estimator(
    "cumulant-propagation",
    Kind = EstimatorKind.Deductive,
    Summary = "Cumulants of rank and gap cells through the network, linear around each cell's centre.",
    Reference = "Mendell and Elston (1974) for the read-out.")]
public sealed class CumulantPropagation : IMechanisticEstimator
{
    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem) => CellSum.Supports(problem);

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) =>
        CellSum.Estimate(problem, withHigherCumulants: false, cancellationToken);
}
