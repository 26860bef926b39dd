namespace AlgZoo;

/// <summary>A task with a scalar output that should equal a target value.</summary>
public abstract class RegressionTask : SequenceTask
{
    private protected RegressionTask(string name, InputLaw inputs, int minimumLength)
        : base(name, inputs, minimumLength)
    {
    }

    /// <inheritdoc/>
    public override Quantity DefaultQuantity => Quantity.MeanSquaredError;

    /// <inheritdoc/>
    public override int OutputSize(int sequenceLength) => 1;

    /// <inheritdoc/>
    public override bool Has(Quantity quantity) => quantity is Quantity.MeanSquaredError;

    /// <summary>The right output for a sequence. Costs no FLOPs: the task's own answer is given, not computed.</summary>
    /// <param name="sequence">Shape [n].</param>
    /// <returns>The target value.</returns>
    /// <exception cref="ArgumentException">The sequence is shorter than <see cref="SequenceTask.MinimumLength"/>.</exception>
    public abstract float Target(ReadOnlySpan<float> sequence);
}

internal sealed class MedianTask() : RegressionTask("median", InputLaw.StandardGaussian, minimumLength: 1)
{
    public override float Target(ReadOnlySpan<float> sequence)
    {
        EnsureLength(sequence);
        float upper = sequence[PositionOfRank(sequence, sequence.Length / 2)];
        return sequence.Length % 2 == 1 ? upper : 0.5f * (sequence[PositionOfRank(sequence, (sequence.Length / 2) - 1)] + upper);
    }
}
