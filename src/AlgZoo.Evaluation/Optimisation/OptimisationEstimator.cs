using AlgZoo.Exact;
using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>Finds the bits of optimisation that selected a model.</summary>
public static class OptimisationEstimator
{
    private const double BitsPerParameter = 32;
    private const int FewestRepetitions = 4;
    private const int DescriptionSamples = 1 << 18;

    /// <summary>Finds the three figures. The same arguments give the same bits on any number of threads.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The score: accuracy, or the loss that is the better the smaller.</param>
    /// <param name="truth">The model's true score; its standard error limits the resolution.</param>
    /// <param name="options">The effort.</param>
    /// <param name="progress">Receives how far it is, from any thread; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">The model, task and quantity do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static OptimisationBits Find(
        Model model, SequenceTask task, Quantity quantity, GroundTruth truth, OptimisationOptions options, IProgress<OptimisationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(options);
        task.EnsureFits(model);
        task.EnsureHas(quantity);
        EnsureWithinRanges(options);
        var address = RandomAddress.Root(options.Seed).Child("optimisation").Child(ModelFingerprint.Of(model, task));
        progress?.Report(new(OptimisationStage.Description, 0));
        var description = WeightRounding.Find(model, ChangeOf(model, task, quantity, address.Child("description")), PredictiveScore.Resolution(options.Resolution, truth.StandardError), cancellationToken);
        return new OptimisationBits(BitsPerParameter * model.ParameterCount, description, Split(model, task, quantity, truth, options, address, progress, cancellationToken));
    }

    private static SplittingResult Split(
        Model model, SequenceTask task, Quantity quantity, GroundTruth truth, OptimisationOptions options, RandomAddress address, IProgress<OptimisationProgress>? progress, CancellationToken cancellationToken)
    {
        var source = InitialLossSource.Of(model, task, quantity, options.Samples, address.Child("sequences"));
        var sampling = source.IsExact ? null : new LossSampling(source.Samples, truth.Variance, InitialLossSource.Sampled(model, task, quantity, options.Samples, address.Child("fresh sequences")).Create);
        double target = source.Create().Of([.. ParameterLayout.ParametersOf(model).Select(weight => (double)weight)]);
        var law = new InitialLaw(ParameterLayout.Of(model));
        int particles = options.Particles ?? (model.SequenceLength == 2 ? OptimisationOptions.ParticlesOfTwoInputs : OptimisationOptions.ParticlesElse);
        return new MultilevelSplitting(source.Create, law, quantity == Quantity.Accuracy, particles, options, progress, cancellationToken).Find(target, sampling, address.Child("splitting"));
    }

    private static Func<double[], (double Change, double StandardError)> ChangeOf(Model model, SequenceTask task, Quantity quantity, RandomAddress address)
    {
        if (ExactCones.Covers(model, task, quantity))
        {
            var loss = new ConeInitialLoss(model.HiddenSize, model.SequenceLength, task);
            double before = loss.Of([.. ParameterLayout.ParametersOf(model).Select(weight => (double)weight)]);
            return parameters => (quantity == Quantity.Accuracy ? before - loss.Of(parameters) : loss.Of(parameters) - before, 0);
        }

        bool isEnumerable = InitialLossSource.IsEnumerable(task, model.SequenceLength);
        var sequences = isEnumerable ? FixedSequences.All(task, model.SequenceLength) : FixedSequences.Draw(task, model.SequenceLength, DescriptionSamples, address);
        return new ScoreChange(model, quantity, sequences, isEnumerable).Of;
    }

    private static void EnsureWithinRanges(OptimisationOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Particles ?? OptimisationOptions.FewestParticles, OptimisationOptions.FewestParticles);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Repetitions, FewestRepetitions);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Samples, Tile.Lanes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaximumBits);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Resolution);
    }
}
