using MathNet.Numerics.Distributions;

namespace AlgZoo.Evaluation;

/// <summary>
/// P(a random initialisation does at least as well as a model) by multilevel splitting: a pilot chooses levels and moves, independent repetitions with these estimate the probability without bias. The 95%
/// interval of the bits is that of Student's t for the logarithm of their mean.
/// </summary>
internal sealed class MultilevelSplitting
{
    private const double Confidence = 0.95;
    private const double LargestRelativeError = 0.5;
    private const double LeastPlainProbability = 1e-5;
    private const double PlainSuccesses = 400;
    private const int PilotIslands = 2;
    private const int LevelsOfSlope = 3;
    private const int MostFreshScores = 512;

    private readonly Func<IInitialLoss> _createLoss;
    private readonly InitialLaw _law;
    private readonly bool _isAccuracy;
    private readonly int _particles;
    private readonly OptimisationOptions _options;
    private readonly IProgress<OptimisationProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Prepares a splitting.</summary>
    /// <param name="createLoss">Makes a loss for one thread.</param>
    /// <param name="law">Their law.</param>
    /// <param name="isAccuracy">Whether the score is 1 - loss; else it is the loss.</param>
    /// <param name="particles">Initialisations on each island.</param>
    /// <param name="options">The effort otherwise.</param>
    /// <param name="progress">Receives how far it is; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public MultilevelSplitting(
        Func<IInitialLoss> createLoss, InitialLaw law, bool isAccuracy, int particles, OptimisationOptions options, IProgress<OptimisationProgress>? progress, CancellationToken cancellationToken)
    {
        _createLoss = createLoss;
        _law = law;
        _isAccuracy = isAccuracy;
        _particles = particles;
        _options = options;
        _progress = progress;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Finds the bits.</summary>
    /// <param name="target">The model's loss.</param>
    /// <param name="sampling">How losses are sampled; null where they are exact.</param>
    /// <param name="address">Address of all random numbers.</param>
    /// <returns>The result.</returns>
    public SplittingResult Find(double target, LossSampling? sampling, RandomAddress address)
    {
        using var workers = new LossWorkers(_law, _createLoss, _options.Threads, _cancellationToken);
        var pilot = new SplittingPilot(workers, address.Child("pilot"));
        var plan = pilot.Plan(
            new Population(islands: 1, PilotIslands * _particles, _law.Count), target, _options.MaximumBits, bits => Report(OptimisationStage.Pilot, Math.Min(1, bits / _options.MaximumBits)));
        var run = new SplittingRun(workers, plan, _options.Repetitions, _particles, _law.Count, address.Child("repetitions"));
        run.Go(share => Report(OptimisationStage.Splitting, share));
        long evaluations = workers.Evaluations;

        // Wider scatter is that of a few lucky repetitions: their mean is below P more often than not, and no bound.
        var trusted = run.Levels.TakeWhile(level => level.Probability.RelativeError <= LargestRelativeError).ToArray();
        var last = trusted is [.., var deepest] ? deepest : run.Levels[0] with { Probability = new(1, 0) };
        bool isReached = plan.ReachesTarget && trusted.Length == run.Levels.Count;
        var selection = isReached && sampling is not null ? Selection(run, sampling) : null;
        double standardError = Math.Sqrt(Square(last.Probability.BitsStandardError) + Square(selection?.StandardError ?? 0));
        double reach = StudentT.InvCDF(0, 1, _options.Repetitions - 1, (1 + Confidence) / 2) * standardError;
        double bits = last.Probability.Bits;
        double low = Math.Max(0, bits - reach);
        var plain = isReached && last.Probability.Mean > LeastPlainProbability ? CheckPlainly(workers, target, last.Probability, evaluations, address.Child("plain")) : null;
        return new SplittingResult(
            isReached, isReached ? bits : low, isReached ? standardError : null, low, isReached ? bits + reach + Math.Max(0, selection?.Bits ?? 0) : null, ScoreOf(target), ScoreOf(last.Loss),
            sampling is null ? InitialisationScoring.Exact : InitialisationScoring.Sampled, sampling?.Samples ?? 0, _particles, _options.Repetitions, evaluations, last.Probability.EffectiveSampleSize, Describe(run.Levels), selection, plain);
    }

    private SplittingLevel[] Describe(IReadOnlyList<LevelPassed> levels) =>
    [
        .. levels.Where(level => level.Probability.Mean > 0).Select((level, k) => new SplittingLevel(
            ScoreOf(level.Loss), level.Probability.Mean / (k == 0 ? 1 : levels[k - 1].Probability.Mean), level.Probability.Bits, level.Probability.BitsStandardError,
            double.IsNaN(level.Acceptance) ? null : level.Acceptance, level.Ancestors)),
    ];

    // Where P falls by the factor exp(slope x) while the loss falls by x.
    private SelectionShift Selection(SplittingRun run, LossSampling sampling)
    {
        var last = run.Levels[^1];
        var before = run.Levels[Math.Max(0, run.Levels.Count - 1 - LevelsOfSlope)];
        double slope = before.Loss > last.Loss ? (last.Probability.Bits - before.Probability.Bits) / (before.Loss - last.Loss) : 0;
        double excess = Excess(run.Population, last.Loss, sampling.CreateFresh());
        return new(0.5 * slope * excess, excess, slope, slope * Math.Sqrt(sampling.Variance / sampling.Samples));
    }

    private double Excess(Population population, double level, IInitialLoss fresh)
    {
        int[] survivors = [.. Enumerable.Range(0, population.Count).Where(particle => population.Losses[particle] <= level)];
        int stride = ((survivors.Length - 1) / MostFreshScores) + 1;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < survivors.Length; i += stride, count++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            sum += fresh.Of(population.WeightsOf(survivors[i])) - population.Losses[survivors[i]];
        }

        return sum / count;
    }

    private PlainSamplingCheck CheckPlainly(LossWorkers workers, double target, ProbabilityEstimate estimate, long affordable, RandomAddress address)
    {
        Report(OptimisationStage.PlainSampling, 0);
        long count = (long)Math.Clamp(PlainSuccesses / estimate.Mean, 1, affordable);
        long successes = workers.CountAtMost(count, target, address);
        double share = (double)successes / count;
        double standardError = Math.Sqrt(estimate.Mean * (1 - estimate.Mean) / count);
        double ofDifference = Math.Sqrt(Square(standardError) + Square(estimate.StandardError));
        return new(count, successes, share, standardError, ofDifference > 0 ? (estimate.Mean - share) / ofDifference : 0);
    }

    private double ScoreOf(double loss) => _isAccuracy ? 1 - loss : loss;

    private static double Square(double x) => x * x;

    private void Report(OptimisationStage stage, double share) => _progress?.Report(new(stage, share));
}
