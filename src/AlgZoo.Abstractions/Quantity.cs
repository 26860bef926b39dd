namespace AlgZoo;

/// <summary>What is estimated. Each is an expectation over the task's input law.</summary>
public enum Quantity
{
    /// <summary>
    /// P(argmax of the logits = the task's label), in [0, 1]. The argmax takes the first of equal logits. For tasks with a distribution output.
    /// </summary>
    Accuracy,

    /// <summary>E[(output - target)^2], not negative. For tasks with a scalar output.</summary>
    MeanSquaredError,

    /// <summary>E[log sum exp(logits) - logit of the label], in nats, not negative. For tasks with a distribution output.</summary>
    CrossEntropy,
}
