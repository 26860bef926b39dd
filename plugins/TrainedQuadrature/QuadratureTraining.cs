using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>How a quadrature rule is learned: noisy copies, a greedy start, Adam, and at last ridge regression on the trained points. All counts are fixed: equal requests give equal rules.</summary>
internal sealed class QuadratureTraining
{
    /// <summary>Penalty of the ridge regressions.</summary>
    public const double Penalty = 1e-4;

    private const int MostCopies = 16384;
    private const int HeldOutCopies = 1024;
    private const int Batch = 64;
    private const int SmallRuleSteps = 4000;
    private const int LargeRuleSteps = 2500;
    private const double InputRate = 0.03;
    private const double ShapeRate = 0.01;
    private const double WeightRate = 0.008;

    // Label sampling is kept to this, whatever a forward pass costs.
    private const double SamplingFlops = 3.5e11;
    private const int MostSamplesPerCopy = 4096;

    private readonly ReluRnn _baseModel;
    private readonly NoisyCopies _copies;
    private readonly NoisyCopies _heldOut;
    private readonly GreedyPoints _start;
    private readonly RandomStream _random;

    public QuadratureTraining(AdviceRequest request, CancellationToken cancellationToken)
    {
        _baseModel = (ReluRnn)request.BaseModel;
        int copies = LearnableNeighbourhood.Copies(request, MostCopies);
        int samples = LearnableNeighbourhood.SamplesPerCopy(request, copies, SamplingFlops, MostSamplesPerCopy);
        _copies = NoisyCopies.Sample(request, "copies", copies, samples, NoiseRange.Training, cancellationToken);
        _heldOut = NoisyCopies.Sample(request, "held out", HeldOutCopies, samples, NoiseRange.Own, cancellationToken);
        _random = request.Random.Substream(0);
        _start = new GreedyPoints(_baseModel, (ClassificationTask)request.Task, _copies, _random, cancellationToken);
    }

    /// <summary>Whether the margins stay within the range of a float; there is nothing to learn otherwise.</summary>
    public bool HasFiniteMargins => _start.HasFiniteMargins;

    /// <summary>Learns a rule.</summary>
    /// <param name="points">K, at most the number of candidates.</param>
    /// <param name="cancellationToken">Stops the training.</param>
    public QuadratureRule Train(int points, CancellationToken cancellationToken)
    {
        // Larger rules are near their best sooner, and each of their steps takes longer. Fewer copies bear fewer steps.
        int steps = (int)((long)(points <= 16 ? SmallRuleSteps : LargeRuleSteps) * _copies.Count / MostCopies);
        var quadrature = new TrainableQuadrature(_start.Best(points), _baseModel.HiddenSize, _baseModel.OutputSize);
        var inputs = new Adam(quadrature.Inputs.Length);
        var shapes = new Adam(quadrature.Shapes.Length);
        var weights = new Adam(quadrature.Weights.Length);
        for (int step = 0; step < steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            quadrature.ClearGradients();
            for (int i = 0; i < Batch; i++)
            {
                int copy = _random.NextInt32(_copies.Count);
                double error = quadrature.Estimate(_copies.Weights(copy)) - _copies.Score(copy);
                quadrature.AddGradients(_copies.Weights(copy), (float)(2 * error * _copies.FitWeight(copy) / Batch));
            }

            double annealing = 0.5 * (1 + Math.Cos(Math.PI * step / steps));
            inputs.Step(quadrature.Inputs, quadrature.InputGradient, annealing * InputRate, weightDecay: 0);
            shapes.Step(quadrature.Shapes, quadrature.ShapeGradient, annealing * ShapeRate, weightDecay: 0);
            weights.Step(quadrature.Weights, quadrature.WeightGradient, annealing * WeightRate / Math.Sqrt(points), weightDecay: 0);
        }

        Refit(quadrature, points, cancellationToken);
        var rule = quadrature.ToRule();
        rule.MeanSquaredError = (float)_heldOut.MeanSquaredError(copy => Math.Clamp(quadrature.Estimate(_heldOut.Weights(copy)), 0, 1));
        return rule;
    }

    // The best weights and constant for the points as they are, on all copies at once.
    private void Refit(TrainableQuadrature quadrature, int points, CancellationToken cancellationToken)
    {
        var regression = new RidgeRegression(points);
        double[] features = new double[points];
        for (int copy = 0; copy < _copies.Count; copy++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            quadrature.Estimate(_copies.Weights(copy));
            for (int k = 0; k < points; k++)
            {
                features[k] = quadrature.Features[k];
            }

            regression.Add(features, _copies.Score(copy), _copies.FitWeight(copy));
        }

        var (coefficients, constant) = regression.Solve(Penalty);
        for (int k = 0; k < points; k++)
        {
            quadrature.Weights[k] = (float)coefficients[k];
        }

        quadrature.Weights[points] = (float)constant;
    }
}
