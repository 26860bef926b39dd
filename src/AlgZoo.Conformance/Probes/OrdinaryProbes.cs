using AlgZoo.Zoo;

namespace AlgZoo.Conformance;

/// <summary>Models of the kinds that estimators meet in a run: every task, trained and not, from two inputs to ten.</summary>
internal static class OrdinaryProbes
{
    /// <summary>Noise of the copies that an estimator with advice is asked about.</summary>
    public static readonly WeightNoise Noise = new(WeightNoiseKind.Relative, 0.05);

    /// <summary>The smallest trained model: what advice is prepared about first.</summary>
    public static Probe Smallest { get; } = Trained("2nd_argmax_2_2");

    /// <summary>
    /// The probes. First a cheap one of each task: untrained models, whose accuracies are far from 1, show more than trained ones, which are right nearly always. Last the largest.
    /// </summary>
    public static IReadOnlyList<Probe> All { get; } =
    [
        RandomModels.Probe(SequenceTask.SecondArgmax, hiddenSize: 3, sequenceLength: 3),
        RandomModels.Probe(SequenceTask.Argmedian, hiddenSize: 3, sequenceLength: 3),
        Trained("median_4_3"),
        RandomModels.Probe(SequenceTask.LongestCycle, hiddenSize: 3, sequenceLength: 4),
        RandomModels.Probe(SequenceTask.Argmax, hiddenSize: 3, sequenceLength: 4),
        RandomModels.Probe(SequenceTask.Argoutlier, hiddenSize: 4, sequenceLength: 3),
        Smallest,
        Trained("2nd_argmax_4_3"),
        Trained("argmedian_4_3"),
        Trained("longest_cycle_3_4"),
        Trained("2nd_argmax_4_3") with { Name = $"{ModelLibrary.TrainedScheme}2nd_argmax_4_3 (cross-entropy)", Quantity = Quantity.CrossEntropy },
        Trained("2nd_argmax_4_4"),
        Trained("2nd_argmax_16_10"),
    ];

    private static Probe Trained(string name)
    {
        var loaded = new ModelLibrary(AppContext.BaseDirectory).Load(ModelLibrary.TrainedScheme + name);
        return new Probe(loaded.Reference, loaded.Model, loaded.Task);
    }
}
