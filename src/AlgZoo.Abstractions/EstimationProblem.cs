using AlgZoo.Metering;

namespace AlgZoo;

/// <summary>One question to an estimator: the expected score of one model on its task, within a compute budget.</summary>
public sealed class EstimationProblem
{
    private readonly IForwardPass _forwardPass;

    /// <summary>Creates a problem. Plugins receive one; hosts and tests make them.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task, which fixes the input law and the right answer.</param>
    /// <param name="quantity">The expectation to estimate.</param>
    /// <param name="forwardPass">Evaluates <paramref name="model"/> in batches.</param>
    /// <param name="meter">Counts the compute of this problem and holds its budget.</param>
    /// <param name="random">The random stream of this problem.</param>
    /// <param name="advice">What <see cref="IAdvisedEstimator.Prepare"/> returned, or null.</param>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="advice"/> is null.</exception>
    /// <exception cref="ArgumentException">The model's output does not fit the task, or the task has no such quantity.</exception>
    public EstimationProblem(
        Model model, SequenceTask task, Quantity quantity, IForwardPass forwardPass, ComputeMeter meter, RandomStream random, ReadOnlyMemory<byte>? advice = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(forwardPass);
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(random);
        task.EnsureFits(model);
        task.EnsureHas(quantity);
        Model = model;
        Task = task;
        Quantity = quantity;
        Meter = meter;
        Random = random;
        Advice = advice;
        _forwardPass = ChargedForwardPass.WithoutCharge(forwardPass, model);
    }

    /// <summary>The weights, read-only. Match on <see cref="ReluRnn"/> and <see cref="AttentionTransformer"/>.</summary>
    public Model Model { get; }

    /// <summary>The task. Match on <see cref="ClassificationTask"/> and <see cref="RegressionTask"/>, or compare with <see cref="SequenceTask.SecondArgmax"/> and its kin.</summary>
    public SequenceTask Task { get; }

    /// <summary>The expectation to estimate.</summary>
    public Quantity Quantity { get; }

    /// <summary>FLOPs that may be spent; <see cref="ComputeMeter.Unlimited"/> for no limit.</summary>
    public long Budget => Meter.Budget;

    /// <summary>What was spent and what remains.</summary>
    public ComputeMeter Meter { get; }

    /// <summary>A seeded stream, the only permitted source of randomness. Its draws cost no FLOPs. A deductive estimator leaves it alone.</summary>
    public RandomStream Random { get; }

    /// <summary>
    /// The ledger of surprise accounting: record here each fact that depended on the parameters and was checked. An estimator that asks another one gives its own ledger to the other's problem.
    /// </summary>
    public Explanation Explanation { get; init; } = new();

    /// <summary>The advice of an <see cref="IAdvisedEstimator"/>; null for every other estimator.</summary>
    public ReadOnlyMemory<byte>? Advice { get; }

    /// <summary>
    /// Runs the model on a batch of inputs with the host's fastest kernel and charges <see cref="Model.ForwardOperations"/> per sequence.
    /// Whole batches of a few hundred sequences or more are fastest.
    /// </summary>
    /// <param name="inputs">
    /// Shape [count, n], row-major: one sequence after the other. For <see cref="InputLaw.UniformTokens"/> the tokens are whole numbers in
    /// [0, n).
    /// </param>
    /// <param name="outputs">Shape [count, o], row-major: receives the logits, or the scalar output.</param>
    /// <exception cref="ArgumentException">A length is not a multiple of the shape, the two counts differ, or a token is not a whole number in range.</exception>
    /// <exception cref="BudgetExceededException">The batch costs more than remains; nothing was computed.</exception>
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int count = Model.EnsureBatch(inputs.Length, outputs.Length);
        Meter.Charge(Model.ForwardOperations, count);
        _forwardPass.Evaluate(inputs, outputs);
    }

    /// <summary>As <see cref="Forward"/>, for kernels that charge more than a forward pass at once.</summary>
    internal void ForwardUncharged(ReadOnlySpan<float> inputs, Span<float> outputs) => _forwardPass.Evaluate(inputs, outputs);
}
