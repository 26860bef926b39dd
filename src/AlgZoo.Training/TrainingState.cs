namespace AlgZoo.Training;

/// <summary>All that a run needs to go on: the parameters, AdamW's moments and the number of steps done. Parameters are those of the model's tensors, in the order of its state dict.</summary>
public sealed class TrainingState
{
    /// <summary>A state.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="parameters">Shape [P].</param>
    /// <param name="firstMoments">Shape [P].</param>
    /// <param name="secondMoments">Shape [P].</param>
    public TrainingState(long step, float[] parameters, float[] firstMoments, float[] secondMoments)
    {
        Step = step;
        Parameters = parameters;
        FirstMoments = firstMoments;
        SecondMoments = secondMoments;
    }

    /// <summary>Steps done.</summary>
    public long Step { get; internal set; }

    /// <summary>Shape [P].</summary>
    public float[] Parameters { get; }

    /// <summary>AdamW's running mean of gradients, shape [P].</summary>
    public float[] FirstMoments { get; }

    /// <summary>AdamW's running mean of squared gradients, shape [P].</summary>
    public float[] SecondMoments { get; }
}
