using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Models at the edge of what there can be.</summary>
internal static class EdgeProbes
{
    // Losses of models with huge weights leave the range of estimates; accuracies do not.
    public static IReadOnlyList<Probe> All { get; } =
    [
        .. SequenceTask.All.Select(task => RandomModels.Probe(task, hiddenSize: 1, task.MinimumLength)),
        RandomModels.Probe(SequenceTask.SecondArgmax, hiddenSize: 1, sequenceLength: 4),
        Scaled(SequenceTask.SecondArgmax, 0),
        Scaled(SequenceTask.Median, 0),
        Scaled(SequenceTask.LongestCycle, 0),
        Scaled(SequenceTask.SecondArgmax, 1e-30f),
        Scaled(SequenceTask.Median, 1e-30f),
        Scaled(SequenceTask.LongestCycle, 1e-30f),
        Scaled(SequenceTask.SecondArgmax, 1e30f),
        Scaled(SequenceTask.LongestCycle, 1e30f),
    ];

    private static Probe Scaled(SequenceTask task, float factor)
    {
        var probe = RandomModels.Probe(task, hiddenSize: 3, sequenceLength: 3);
        var tensors = probe.Model.Tensors.Select(tensor => new WeightTensor(tensor.Name, tensor.Shape, Array.ConvertAll(tensor.Values.ToArray(), value => factor * value)));
        return new Probe(Invariant($"{probe.Name} times {factor:0e0}"), probe.Model.WithTensors(tensors), task);
    }
}
