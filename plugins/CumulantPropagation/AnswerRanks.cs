namespace AlgZoo.Plugins;

/// <summary>The ranks that hold a task's answer, counted from 0, the largest: one of them, or the two middle ones of the median of an even number.</summary>
/// <param name="First">The higher rank.</param>
/// <param name="Last">The lower rank; equal to the first but for the median of an even number.</param>
internal readonly record struct AnswerRanks(int First, int Last)
{
    /// <summary>Finds the ranks of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="sequenceLength">Sequence length n.</param>
    /// <returns>The ranks; null if the task does not ask for ranks or the sequence is too short for it.</returns>
    public static AnswerRanks? Of(SequenceTask task, int sequenceLength)
    {
        int n = sequenceLength;
        return n < task.MinimumLength ? null
            : task == SequenceTask.Argmax ? new(0, 0)
            : task == SequenceTask.SecondArgmax ? new(1, 1)
            : task == SequenceTask.Argmedian ? new(n - 1 - (n / 2), n - 1 - (n / 2))
            : task == SequenceTask.Median ? new((n - 1) / 2, n / 2)
            : null;
    }

    /// <summary>Whether the gap between a rank and the one above it borders on an answer.</summary>
    public bool Borders(int rank) => rank >= First && rank <= Last + 1;
}
