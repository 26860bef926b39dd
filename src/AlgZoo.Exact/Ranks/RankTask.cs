namespace AlgZoo.Exact;

/// <summary>The tasks whose answer is the input of one rank (2nd argmax, argmedian, argmax, median), and how the inputs that came before bound it.</summary>
public sealed class RankTask
{
    private RankTask(int rank, int sequenceLength, bool isMeanOfTwo)
    {
        Rank = rank;
        SequenceLength = sequenceLength;
        IsMeanOfTwo = isMeanOfTwo;
    }

    /// <summary>The rank r of the answer among all n inputs, 0 for the smallest; of the upper one of the two middle values for a median of an even number.</summary>
    public int Rank { get; }

    /// <summary>Sequence length n.</summary>
    public int SequenceLength { get; }

    /// <summary>Whether the target is the mean of the values of ranks r - 1 and r: the median of an even number.</summary>
    public bool IsMeanOfTwo { get; }

    /// <summary>Reads a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="sequenceLength">Sequence length n, at least 2.</param>
    /// <returns>The rank that it asks for, or null if the task is not about a rank.</returns>
    public static RankTask? TryCreate(SequenceTask task, int sequenceLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 2);
        int? rank = task == SequenceTask.SecondArgmax ? sequenceLength - 2
            : task == SequenceTask.Argmax ? sequenceLength - 1
            : task == SequenceTask.Argmedian || task == SequenceTask.Median ? sequenceLength / 2
            : null;
        return rank is { } known ? new RankTask(known, sequenceLength, task == SequenceTask.Median && sequenceLength % 2 == 0) : null;
    }
}
