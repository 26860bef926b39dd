namespace AlgZoo;

/// <summary>A task with a distribution output: n logits, of which the labelled one should be the largest.</summary>
public abstract class ClassificationTask : SequenceTask
{
    private protected ClassificationTask(string name, InputLaw inputs, int minimumLength)
        : base(name, inputs, minimumLength)
    {
    }

    /// <inheritdoc/>
    public override Quantity DefaultQuantity => Quantity.Accuracy;

    /// <inheritdoc/>
    public override int OutputSize(int sequenceLength) => sequenceLength;

    /// <inheritdoc/>
    public override bool Has(Quantity quantity) => quantity is Quantity.Accuracy or Quantity.CrossEntropy;

    /// <summary>The right class of a sequence. Costs no FLOPs: the task's own answer is given, not computed.</summary>
    /// <param name="sequence">Shape [n].</param>
    /// <returns>A class in [0, n).</returns>
    /// <exception cref="ArgumentException">The sequence is shorter than <see cref="SequenceTask.MinimumLength"/>, or a token is not a whole number in [0, n).</exception>
    public abstract int Label(ReadOnlySpan<float> sequence);
}

internal sealed class SecondArgmaxTask() : ClassificationTask("2nd_argmax", InputLaw.StandardGaussian, minimumLength: 2)
{
    public override int Label(ReadOnlySpan<float> sequence)
    {
        EnsureLength(sequence);
        return PositionOfRank(sequence, sequence.Length - 2);
    }
}

internal sealed class ArgmedianTask() : ClassificationTask("argmedian", InputLaw.StandardGaussian, minimumLength: 1)
{
    public override int Label(ReadOnlySpan<float> sequence)
    {
        EnsureLength(sequence);
        return PositionOfRank(sequence, sequence.Length / 2);
    }
}

internal sealed class ArgmaxTask() : ClassificationTask("argmax", InputLaw.StandardGaussian, minimumLength: 1)
{
    public override int Label(ReadOnlySpan<float> sequence)
    {
        EnsureLength(sequence);
        return FirstLargest(sequence);
    }

    // Not by rank: of equal largest values the original takes the first, where the stable order would give the last.
    internal static int FirstLargest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best] || (float.IsNaN(values[i]) && !float.IsNaN(values[best])))
            {
                best = i;
            }
        }

        return best;
    }
}

internal sealed class ArgoutlierTask() : ClassificationTask("argoutlier", InputLaw.StandardGaussian, minimumLength: 1)
{
    public override int Label(ReadOnlySpan<float> sequence)
    {
        EnsureLength(sequence);
        float sum = 0;
        foreach (float value in sequence)
        {
            sum += value;
        }

        float mean = sum / sequence.Length;
        int best = 0;
        for (int i = 1; i < sequence.Length; i++)
        {
            best = MathF.Abs(sequence[i] - mean) > MathF.Abs(sequence[best] - mean) ? i : best;
        }

        return best;
    }
}

internal sealed class LongestCycleTask() : ClassificationTask("longest_cycle", InputLaw.UniformTokens, minimumLength: 1)
{
    public override int Label(ReadOnlySpan<float> sequence)
    {
        EnsureLength(sequence);
        int longest = 0;
        for (int start = 0; start < sequence.Length; start++)
        {
            int position = start;
            for (int steps = 1; steps <= sequence.Length; steps++)
            {
                position = Token(sequence, position);
                if (position == start)
                {
                    longest = Math.Max(longest, steps);
                    break;
                }
            }
        }

        return longest - 1;
    }

    private static int Token(ReadOnlySpan<float> sequence, int position)
    {
        float token = sequence[position];
        return token >= 0 && token < sequence.Length && token == MathF.Floor(token)
            ? (int)token
            : throw new ArgumentException(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Token {token} at position {position} is not a whole number in [0, {sequence.Length})."), nameof(sequence));
    }
}
