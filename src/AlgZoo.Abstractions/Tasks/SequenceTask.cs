using System.Diagnostics.CodeAnalysis;

namespace AlgZoo;

/// <summary>
/// What a model was trained to do: the input law and the right answer. Ties follow the original: sequences are put into stable ascending order, by value and then
/// by position, and NaN counts as the largest value.
/// </summary>
public abstract class SequenceTask
{
    private protected SequenceTask(string name, InputLaw inputs, int minimumLength)
    {
        Name = name;
        Inputs = inputs;
        MinimumLength = minimumLength;
    }

    /// <summary>Position of the second largest value.</summary>
    public static ClassificationTask SecondArgmax { get; } = new SecondArgmaxTask();

    /// <summary>Position of the median; of the upper one of the two middle values where the length is even.</summary>
    public static ClassificationTask Argmedian { get; } = new ArgmedianTask();

    /// <summary>Position of the largest value.</summary>
    public static ClassificationTask Argmax { get; } = new ArgmaxTask();

    /// <summary>Position of the value farthest from the mean.</summary>
    public static ClassificationTask Argoutlier { get; } = new ArgoutlierTask();

    /// <summary>Length of the longest cycle of the function i -> x_i, minus 1.</summary>
    public static ClassificationTask LongestCycle { get; } = new LongestCycleTask();

    /// <summary>The median value; the mean of the two middle values where the length is even.</summary>
    public static RegressionTask Median { get; } = new MedianTask();

    /// <summary>Every task.</summary>
    public static IReadOnlyList<SequenceTask> All { get; } = [SecondArgmax, Argmedian, Median, LongestCycle, Argmax, Argoutlier];

    /// <summary>AlgZoo's name: <c>2nd_argmax</c>, <c>argmedian</c>, <c>median</c>, <c>longest_cycle</c>, <c>argmax</c> or <c>argoutlier</c>.</summary>
    public string Name { get; }

    /// <summary>The law of the inputs.</summary>
    public InputLaw Inputs { get; }

    /// <summary>The shortest sequence for which the task has an answer.</summary>
    public int MinimumLength { get; }

    /// <summary>What is estimated unless another quantity is asked for.</summary>
    public abstract Quantity DefaultQuantity { get; }

    /// <summary>Output size of a model for this task: n for a distribution output, 1 for a scalar output.</summary>
    /// <param name="sequenceLength">Sequence length n.</param>
    /// <returns>The output size o.</returns>
    public abstract int OutputSize(int sequenceLength);

    /// <summary>Whether a quantity is defined for this task.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <returns><see langword="true"/> if it is.</returns>
    public abstract bool Has(Quantity quantity);

    /// <summary>Operations of drawing one input sequence, free under price table <c>default-1</c>.</summary>
    /// <param name="sequenceLength">Sequence length n, not negative.</param>
    /// <returns>n Gaussian or n uniform draws.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequenceLength"/> is negative.</exception>
    public OperationCounts DrawOperations(int sequenceLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequenceLength);
        return Inputs.DrawOperations(sequenceLength);
    }

    /// <summary>Finds a task by AlgZoo's name.</summary>
    /// <param name="name">For example <c>2nd_argmax</c>; case matters.</param>
    /// <param name="task">The task.</param>
    /// <returns><see langword="false"/> if there is no such task.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out SequenceTask? task)
    {
        task = All.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal));
        return task is not null;
    }

    /// <summary>Checks that a model's inputs and outputs are those of this task.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">They are not; the message says what differs.</exception>
    public void EnsureFits(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var inputs = model is AttentionTransformer ? InputLaw.UniformTokens : InputLaw.StandardGaussian;
        if (inputs != Inputs)
        {
            throw new ArgumentException($"The task {Name} has {(Inputs == InputLaw.UniformTokens ? "token" : "Gaussian")} inputs; a model of architecture {model.Architecture} does not take them.", nameof(model));
        }

        if (model.SequenceLength < MinimumLength)
        {
            throw new ArgumentException($"The task {Name} needs sequences of length {MinimumLength} or more; the model's length is {model.SequenceLength}.", nameof(model));
        }

        if (model.OutputSize != OutputSize(model.SequenceLength))
        {
            throw new ArgumentException($"The task {Name} at length {model.SequenceLength} has {OutputSize(model.SequenceLength)} outputs; the model has {model.OutputSize}.", nameof(model));
        }
    }

    /// <summary>Checks that a quantity is defined for this task.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    public void EnsureHas(Quantity quantity)
    {
        if (!Has(quantity))
        {
            throw new ArgumentException($"The quantity {quantity} is not defined for the task {Name}.", nameof(quantity));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected static bool ComesBefore(float value, int index, float otherValue, int otherIndex)
    {
        // float.CompareTo would put NaN first; NumPy and PyTorch put it last.
        bool isNaN = float.IsNaN(value);
        bool otherIsNaN = float.IsNaN(otherValue);
        if (isNaN != otherIsNaN)
        {
            return otherIsNaN;
        }

        return isNaN || value == otherValue ? index < otherIndex : value < otherValue;
    }

    // Position of the value with the given rank (0 = smallest) in stable ascending order. Sequences are short: counting beats sorting and allocates nothing.
    private protected static int PositionOfRank(ReadOnlySpan<float> sequence, int rank)
    {
        for (int i = 0; i < sequence.Length; i++)
        {
            int before = 0;
            for (int j = 0; j < sequence.Length; j++)
            {
                before += ComesBefore(sequence[j], j, sequence[i], i) ? 1 : 0;
            }

            if (before == rank)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(rank), rank, "The rank lies outside the sequence.");
    }

    private protected void EnsureLength(ReadOnlySpan<float> sequence)
    {
        if (sequence.Length < MinimumLength)
        {
            throw new ArgumentException($"The task {Name} needs sequences of length {MinimumLength} or more, not {sequence.Length}.", nameof(sequence));
        }
    }
}
