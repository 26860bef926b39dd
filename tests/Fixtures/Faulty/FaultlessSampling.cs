using AlgZoo.Numerics;

namespace AlgZoo.Fixtures;

/// <summary>Plain sampling without a fault. Those derived from it have one each.</summary>
[Estimator("faultless-sampling", Kind = EstimatorKind.Sampling)]
public class FaultlessSampling : IMechanisticEstimator
{
    private const int BatchSize = 256;

    // A sum, a product, another sum.
    private const int SumsFlops = 3;

    // The mean 1, its standard error 6.
    private const int EstimateFlops = 7;

    public virtual bool Supports(EstimationProblem problem) => Samples(problem) > 1;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        long planned = Samples(problem);
        var random = Stream(problem);
        var batch = new MeteredBatch(problem, (int)Math.Min(BatchSize, planned));
        double sum = 0;
        double squares = 0;
        long samples = 0;
        while (samples < planned && GoesOn(cancellationToken))
        {
            int count = (int)Math.Min(batch.Capacity, planned - samples);
            Draw(problem, random, batch.Inputs(count));
            foreach (double loss in batch.Evaluate(count))
            {
                sum += loss;
                squares += loss * loss;
            }

            samples += count;
        }

        double mean = sum / samples;
        return new Estimate(mean) { StandardError = StandardError(Math.Sqrt(Math.Max(0, (squares / samples) - (mean * mean)) / (samples - 1))) };
    }

    protected virtual long Samples(EstimationProblem problem) => MeteredBatch.AffordableSamples(problem, problem.Model.SamplingFlops(problem.Quantity) + SumsFlops, EstimateFlops);

    protected virtual RandomStream Stream(EstimationProblem problem) => problem.Random;

    protected virtual bool GoesOn(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    protected virtual double StandardError(double standardError) => standardError;

    protected virtual void Draw(EstimationProblem problem, RandomStream random, Span<float> inputs)
    {
        if (problem.Task.Inputs == InputLaw.StandardGaussian)
        {
            random.FillGaussian(inputs);
            return;
        }

        foreach (ref float token in inputs)
        {
            token = random.NextInt32(problem.Model.SequenceLength);
        }
    }
}
