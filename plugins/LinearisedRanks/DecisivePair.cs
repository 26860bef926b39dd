namespace AlgZoo.Plugins;

/// <summary>The two neighbouring ranks, one of them the label's, whose values decide the answer. Ranks count from the largest value, 0.</summary>
/// <param name="Upper">The upper rank of the pair.</param>
/// <param name="Label">The rank whose position is the right answer.</param>
internal sealed record DecisivePair(int Upper, int Label)
{
    /// <summary>The lower rank of the pair.</summary>
    public int Lower => Upper + 1;

    /// <summary>The rank below the pair, which bounds it; there always is one.</summary>
    public int Below => Upper + 2;

    /// <summary>As <see cref="For"/>, for a task that has a pair.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public static DecisivePair Of(SequenceTask task, int length) =>
        For(task, length) ?? throw new ArgumentException($"The task {task.Name} has no decisive pair of ranks at length {length}; ask Supports first.", nameof(task));

    /// <summary>The pair of a task: the label's rank and the one above it, or below it where there is none above. Null for tasks about anything else than one rank, and below length 3.</summary>
    public static DecisivePair? For(SequenceTask task, int length)
    {
        if (length < 3)
        {
            return null;
        }

        int label = length - 1 - (length / 2);
        return task == SequenceTask.SecondArgmax ? new DecisivePair(0, 1)
            : task == SequenceTask.Argmax ? new DecisivePair(0, 0)
            : task == SequenceTask.Argmedian ? new DecisivePair(label - 1, label)
            : null;
    }
}
