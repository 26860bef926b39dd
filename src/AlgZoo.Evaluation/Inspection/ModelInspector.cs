using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>Looks at one model: where it is right, which inputs decide it, and what its parts do.</summary>
public static class ModelInspector
{
    /// <summary>Sequences for the score unless another number is asked for: with ten inputs 46,000 for each pair of positions.</summary>
    public const long DefaultSamples = 1 << 22;

    private const long MostStates = 1 << 18;
    private const long MostAttention = 1 << 15;
    private const int HomogeneitySequences = 1024;

    /// <summary>Looks at a model. The same arguments give the same bits on any number of processors.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="samples">
    /// Sequences for the score, at least 1; rounded up to a multiple of 4,096. The Sobol indices take as many pairs, and regions and roles as many sequences, but at most 2^18; attention at most 2^15.
    /// </param>
    /// <param name="seed">Seed of the sampling.</param>
    /// <param name="cancellationToken">Stops the sampling.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="ArgumentException">The model does not fit the task.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static ModelInspection Inspect(Model model, SequenceTask task, long samples, ulong seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        task.EnsureFits(model);
        var pass = ForwardPass.Create(model);
        var address = RandomAddress.Root(seed).Child("inspection").Child(ModelFingerprint.Of(model, task));
        var score = ShardedPass.Run(samples, () => new ScoreTally(model, pass, task, address.Child("score")), cancellationToken);
        return new ModelInspection(
            score.Value, score.CrossEntropy, score.ByTargetPosition, score.ByLargestPair,
            ShardedPass.Run(Math.Min(samples, MostStates), () => new PrefixSobolTally(model, pass, task, address.Child("prefixes")), cancellationToken).Indices,
            model is AttentionTransformer transformer ? ShardedPass.Run(Math.Min(samples, MostAttention), () => new AttentionTally(transformer, address.Child("attention")), cancellationToken).Patterns : null,
            model is ReluRnn rnn ? Inspect(rnn, pass, Math.Min(samples, MostStates), address, cancellationToken) : null);
    }

    private static RecurrenceInspection Inspect(ReluRnn model, IForwardPass pass, long samples, RandomAddress address, CancellationToken cancellationToken)
    {
        var inputs = new float[HomogeneitySequences * model.SequenceLength];
        SampleInputs.Fill(InputLaw.StandardGaussian, model.SequenceLength, address.Child("homogeneity"), inputs);
        return new RecurrenceInspection(
            Homogeneity.Error(pass, inputs, HomogeneitySequences * model.OutputSize),
            StandardisedWeights.Of(model),
            RecurrentSpectrum.Of(model),
            ShardedPass.Run(samples, () => new LinearRegionTally(model, address.Child("regions")), cancellationToken).Regions,
            ShardedPass.Run(samples, () => new NeuronRoleTally(model, address.Child("roles")), cancellationToken).Roles);
    }
}
