namespace AlgZoo.Exact;

/// <summary>The networks and tasks that slices cover.</summary>
internal static class SliceTasks
{
    /// <summary>The rank of the input whose position is the label.</summary>
    /// <exception cref="ArgumentException">The network or the task is not covered.</exception>
    public static int LabelRank(RnnWeights weights, SequenceTask task, int sequenceLength) =>
        weights.SequenceLength == sequenceLength && weights.OutputSize == sequenceLength && ExactCones.LabelRank(task, sequenceLength) is { } rank
            ? rank
            : throw new ArgumentException(
                $"A network of length {weights.SequenceLength} with {weights.OutputSize} outputs on {task.Name} has no slices of this kind: length {sequenceLength} and as many outputs on 2nd_argmax, argmedian or argmax have.", nameof(weights));
}
