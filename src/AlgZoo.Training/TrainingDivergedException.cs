namespace AlgZoo.Training;

/// <summary>The training loss is no longer a finite number.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Names the step and the remedy.</summary>
    /// <param name="step">The step whose loss is not finite, counted from 0.</param>
    /// <param name="learningRate">Its learning rate.</param>
    public TrainingDivergedException(long step, double learningRate)
        : base(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"The loss of step {step} is not finite at a learning rate of {learningRate:g3}; train with a smaller learning rate or a longer warm-up."))
    {
        Step = step;
    }

    /// <summary>The step whose loss is not finite, counted from 0.</summary>
    public long Step { get; }
}
