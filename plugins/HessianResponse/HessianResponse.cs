using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>
/// Estimates the score of a noisy copy of a base model as a quadratic-like function of a few combinations of its weights: the directions of noise along which the score bends most, found beforehand on noisy copies that the
/// estimator drew itself. No input is run. The standard error is the root mean squared error on copies that the fit did not see.
/// </summary>
[Estimator(
    "hessian-response",
    Kind = EstimatorKind.Deductive,
    Summary = "A low-rank quadratic response of the score to the noise in the weights, fitted as advice; runs no input.",
    Reference = "Stein (1981), Estimation of the mean of a multivariate normal distribution, for the second derivative.")]
public sealed class HessianResponse : IAdvisedEstimator
{
    private const string Id = "hessian-response";
    private const byte AdviceVersion = 1;

    /// <summary>Directions of curvature.</summary>
    private const int Rank = 4;

    private const int MostCopies = 32768;
    private const int HeldOutCopies = 1024;
    private const double Penalty = 1e-4;

    // Label sampling is kept to this, whatever a forward pass costs.
    private const double SamplingFlops = 3.5e11;
    private const int MostSamplesPerCopy = 2048;

    /// <inheritdoc/>
    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!LearnableNeighbourhood.Of(request) || request.BaseModel.ParameterCount < EightProjections.Count)
        {
            return [];
        }

        int count = LearnableNeighbourhood.Copies(request, MostCopies);
        int samples = LearnableNeighbourhood.SamplesPerCopy(request, count, SamplingFlops, MostSamplesPerCopy);
        var copies = NoisyCopies.Sample(request, "copies", count, samples, NoiseRange.Training, cancellationToken);
        if (!Vary(copies))
        {
            return [];
        }

        var heldOut = NoisyCopies.Sample(request, "held out", HeldOutCopies, samples, NoiseRange.Own, cancellationToken);
        var coordinates = new NoiseCoordinates(request.BaseModel, request.Noise);
        var response = new QuadraticResponse(coordinates, CurvatureDirections.Find(copies, coordinates, Rank, request.Random.Substream(0), cancellationToken));
        response.Fit(copies, Penalty);
        response.MeanSquaredError = (float)heldOut.MeanSquaredError(copy => request.Quantity.Admissible(response.Estimate(heldOut.Weights(copy))));
        return AdviceFormat.Write(AdviceVersion, request.BaseModel, [.. response.ToNumbers()]);
    }

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Advice is { Length: > 0 } && problem.Budget >= QuadraticResponse.Flops(problem.Model, Rank);
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem.Explanation.NoteFree("presumes the score a quadratic response to the noise: its numbers are advice");
        var model = problem.Model;
        var response = QuadraticResponse.FromNumbers(AdviceFormat.Read(Id, AdviceVersion, model, problem.Advice, QuadraticResponse.NumberCount(model, Rank)), model, Rank);
        return new Estimate(problem.Quantity.Admissible(response.Estimate(WeightVector.Of(model)))) { StandardError = Math.Sqrt(response.MeanSquaredError) };
    }

    // Noise that changes no score leaves no curvature to be found.
    private static bool Vary(NoisyCopies copies) => Enumerable.Range(1, copies.Count - 1).Any(copy => copies.Score(copy) != copies.Score(0));
}
