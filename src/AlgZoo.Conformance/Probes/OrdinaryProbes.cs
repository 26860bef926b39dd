using AlgZoo.Zoo;

namespace AlgZoo.Conformance;

/// <summary>Models of the kinds that estimators meet in a run: every task, trained and not, from two inputs to ten.</summary>
internal static class OrdinaryProbes
{
    /// <summary>Noise of the copies that an estimator with advice is asked about.</summary>
    public static readonly WeightNoise Noise = new(WeightNoiseKind.Relative, 0.05);

    /// <summary>The probes, cheap ones first.</summary>
    public static IReadOnlyList<Probe> All { get; } = Create();

    private static IReadOnlyList<Probe> Create()
    {
        var library = new ModelLibrary(AppContext.BaseDirectory);
        var fourNeurons = Trained(library, "2nd_argmax_4_3");
        return
        [
            Trained(library, "2nd_argmax_2_2"),
            fourNeurons,
            RandomModels.Probe(SequenceTask.SecondArgmax, 3, 3),
            Trained(library, "argmedian_4_3"),
            Trained(library, "median_4_3"),
            Trained(library, "longest_cycle_3_4"),
            RandomModels.Probe(SequenceTask.Argmax, 3, 4),
            RandomModels.Probe(SequenceTask.Argoutlier, 4, 3),
            fourNeurons with { Name = $"{fourNeurons.Name} (cross-entropy)", Quantity = Quantity.CrossEntropy },
            Trained(library, "2nd_argmax_4_4"),
            Trained(library, "2nd_argmax_16_10"),
        ];
    }

    private static Probe Trained(ModelLibrary library, string name)
    {
        var loaded = library.Load(ModelLibrary.TrainedScheme + name);
        return new Probe(loaded.Reference, loaded.Model, loaded.Task);
    }
}
