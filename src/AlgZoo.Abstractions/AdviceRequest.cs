namespace AlgZoo;

/// <summary>What an <see cref="IAdvisedEstimator"/> may see when it prepares its advice.</summary>
public sealed class AdviceRequest
{
    private readonly Func<Model, IForwardPass> _forwardPassOf;

    /// <summary>Creates a request. Plugins receive one; hosts and tests make them.</summary>
    /// <param name="baseModel">The model without noise.</param>
    /// <param name="task">The task the model was trained on.</param>
    /// <param name="quantity">The quantity that will be asked for.</param>
    /// <param name="noise">The law of the noise, not its draws.</param>
    /// <param name="forwardPassOf">Makes the batch evaluator of a model, for <see cref="ProblemFor"/>.</param>
    /// <param name="meter">Counts the compute of the advice.</param>
    /// <param name="random">A stream that is disjoint from the suite's draws.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public AdviceRequest(
        Model baseModel, SequenceTask task, Quantity quantity, WeightNoise noise, Func<Model, IForwardPass> forwardPassOf, ComputeMeter meter, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(baseModel);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(noise);
        ArgumentNullException.ThrowIfNull(forwardPassOf);
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(random);
        BaseModel = baseModel;
        Task = task;
        Quantity = quantity;
        Noise = noise;
        Meter = meter;
        Random = random;
        _forwardPassOf = forwardPassOf;
    }

    /// <summary>The model without noise.</summary>
    public Model BaseModel { get; }

    /// <summary>The task the model was trained on.</summary>
    public SequenceTask Task { get; }

    /// <summary>The quantity that the cells will ask for.</summary>
    public Quantity Quantity { get; }

    /// <summary>The law of the noise. Draw own noisy copies with <see cref="WeightNoise.Apply"/> and <see cref="Random"/>.</summary>
    public WeightNoise Noise { get; }

    /// <summary>Counts the compute of the advice; unlimited unless the host says otherwise. Reported beside the scores, not added to them.</summary>
    public ComputeMeter Meter { get; }

    /// <summary>A seeded stream that shares nothing with the suite's draws.</summary>
    public RandomStream Random { get; }

    /// <summary>Makes a problem about any model of the same task, so that advice can be computed with the same code as estimates.</summary>
    /// <param name="model">The base model or a noisy copy of it.</param>
    /// <returns>A problem that shares this request's <see cref="Meter"/> and <see cref="Random"/> stream.</returns>
    public EstimationProblem ProblemFor(Model model) => new(model, Task, Quantity, _forwardPassOf(model), Meter, Random);
}
