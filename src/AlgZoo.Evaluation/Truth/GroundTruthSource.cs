using AlgZoo.Exact;
using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>Finds ground truths: exactly where an exact method exists, else by sampling; remembers them in a cache on disk.</summary>
/// <param name="cache">Where ground truths are remembered; null for nowhere.</param>
public sealed class GroundTruthSource(TruthCache? cache)
{
    /// <summary>Fewest samples that <c>auto</c> chooses.</summary>
    public const long MinimumAutoSamples = 10_000_000;

    /// <summary>Most samples that <c>auto</c> chooses.</summary>
    public const long MaximumAutoSamples = 1_000_000_000;

    private const double LargestEnumeration = 1 << 22;
    private const string Enumeration = "enumeration";
    private const string Cones = "exact-cones";

    /// <summary>
    /// The number of samples that <c>auto</c> stands for: 10^4 times what sampling can afford at a budget, so that the truth's own variance is a ten-thousandth of sampling's there;
    /// from <see cref="MinimumAutoSamples"/> to <see cref="MaximumAutoSamples"/>.
    /// </summary>
    /// <param name="largestBudget">Largest budget in FLOPs.</param>
    /// <param name="samplingFlops">FLOPs of one sample.</param>
    /// <returns>A number of samples.</returns>
    public static long AutoSamples(long largestBudget, long samplingFlops) =>
        (long)Math.Clamp(1e4 * largestBudget / samplingFlops, MinimumAutoSamples, MaximumAutoSamples);

    /// <summary>The exact method for a model, if there is one.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <returns>
    /// <c>enumeration</c> for token tasks with at most 2^22 different inputs; <c>exact-cones</c>, the estimator of the same method, for what <see cref="ExactCones.Covers"/>; else null.
    /// </returns>
    public static string? ExactMethod(Model model, SequenceTask task, Quantity quantity)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        return task.Inputs == InputLaw.UniformTokens && Math.Pow(model.SequenceLength, model.SequenceLength) <= LargestEnumeration ? Enumeration
            : ExactCones.Covers(model, task, quantity) ? Cones
            : null;
    }

    /// <summary>Finds the ground truth of a model.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="method">Exact or by sampling; null takes the exact one where there is one.</param>
    /// <param name="samples">Sequences to sample, at least 1; not used by an exact method.</param>
    /// <param name="seed">Seed of the sampling; its random streams are addressed by seed and weights.</param>
    /// <param name="threads">How many threads; 0 for one per processor. Does not change the result.</param>
    /// <param name="progress">Receives the number of sequences done; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The ground truth.</returns>
    /// <exception cref="ArgumentException">An exact method was asked for where there is none, or the model, task and quantity do not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public GroundTruth Find(
        Model model, SequenceTask task, Quantity quantity, TruthMethod? method, long samples, ulong seed, int threads = 0, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        task.EnsureFits(model);
        task.EnsureHas(quantity);
        if (method == TruthMethod.Slices)
        {
            throw new ArgumentException($"Slices need a tolerance; call {nameof(FindBySlices)}.", nameof(method));
        }

        string? exactMethod = method == TruthMethod.Sampling ? null : ExactMethod(model, task, quantity);
        if (exactMethod is null && method == TruthMethod.Exact)
        {
            throw new ArgumentException($"There is no exact method for a model of architecture {model.Architecture} on the task {task.Name} at length {model.SequenceLength}; use sampling.", nameof(method));
        }

        if (exactMethod is not null)
        {
            return exactMethod is Cones ? Integrate((ReluRnn)model, task, cancellationToken) : Enumerate(model, task, quantity, cancellationToken);
        }

        string fingerprint = ModelFingerprint.Of(model, task);
        var key = new TruthKey(fingerprint, quantity, samples, seed, ModelSampler.MethodVersion);
        if (cache?.Find(key) is { } known)
        {
            return known;
        }

        var address = RandomAddress.Root(seed).Child("truth").Child(fingerprint);
        var sampled = ModelSampler.Sample(model, task, quantity, samples, address, threads, progress, cancellationToken);
        double variance = VarianceOf(quantity, sampled);
        var truth = new GroundTruth(sampled.Mean, Math.Sqrt(variance / sampled.Samples), variance, TruthMethod.Sampling, sampled.Samples);
        cache?.Add(key, truth);
        return truth;
    }

    /// <summary>Whether <see cref="FindBySlices"/> has a ground truth for a model.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <returns>True for what <see cref="NestedSlices.Covers"/>.</returns>
    public static bool HasSlices(Model model, SequenceTask task, Quantity quantity) => NestedSlices.Covers(model, task, quantity);

    /// <summary>Finds the ground truth of the accuracy of a model of four or five inputs by quadrature. It is not remembered.</summary>
    /// <param name="model">A model that <see cref="HasSlices"/>.</param>
    /// <param name="task">The task.</param>
    /// <param name="tolerance">The stated error to reach, positive.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The ground truth; its standard error is the stated error of the quadrature.</returns>
    /// <exception cref="ArgumentException">The model and the task have no slices.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is not positive.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static GroundTruth FindBySlices(Model model, SequenceTask task, double tolerance, CancellationToken cancellationToken = default)
    {
        if (!HasSlices(model, task, Quantity.Accuracy))
        {
            throw new ArgumentException($"There are no slices for a model of architecture {model.Architecture} on the task {task.Name} at length {model.SequenceLength}; use sampling.", nameof(model));
        }

        var score = NestedSlices.Accuracy(RnnWeights.Of((ReluRnn)model), task, tolerance, cancellationToken);
        return new GroundTruth(score.Value, score.Error, score.Value * (1 - score.Value), TruthMethod.Slices, score.Slices);
    }

    private static GroundTruth Enumerate(Model model, SequenceTask task, Quantity quantity, CancellationToken cancellationToken)
    {
        var all = ExactEnumeration.Evaluate(model, task, quantity, cancellationToken: cancellationToken);
        return new GroundTruth(all.Mean, 0, all.Variance, TruthMethod.Exact, all.Samples);
    }

    private static GroundTruth Integrate(ReluRnn model, SequenceTask task, CancellationToken cancellationToken)
    {
        var score = ExactCones.Evaluate(RnnWeights.Of(model), task, cancellationToken);
        return new GroundTruth(score.Value, 0, score.Variance, TruthMethod.Exact, Samples: 0) { ErrorRate = score.ErrorRate };
    }

    // Where every sampled answer was right (or wrong) the sample variance is 0, which is no proof: Laplace's rule of succession keeps the error honest.
    private static double VarianceOf(Quantity quantity, SampleStatistics sampled)
    {
        if (quantity != Quantity.Accuracy || sampled.Variance > 0)
        {
            return sampled.Variance;
        }

        double p = 1.0 / (sampled.Samples + 2);
        return p * (1 - p);
    }
}
