namespace AlgZoo.Plugins;

/// <summary>The trained quadrature with 16 points; see <see cref="TrainedQuadrature"/>.</summary>
[Estimator(
    "trained-quadrature-16",
    Kind = EstimatorKind.QuasiMonteCarlo,
    Summary = "Runs the model on 16 inputs that were trained, as advice, to tell noisy copies of the base model apart.")]
public sealed class TrainedQuadrature16 : IAdvisedEstimator
{
    private static readonly TrainedQuadrature Quadrature = new("trained-quadrature-16", points: 16);

    /// <inheritdoc/>
    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken) => Quadrature.Prepare(request, cancellationToken);

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem) => Quadrature.Supports(problem);

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => Quadrature.Estimate(problem);
}
