using AlgZoo.Evaluation;

namespace AlgZoo.Conformance;

/// <summary>The advice of the estimator under examination: prepared once for each model.</summary>
internal sealed class PreparedAdvice(EstimatorInfo info, ICellExecutor executor, ConformanceOptions options)
{
    // Above it, some tenths of a second, only the smallest model gets advice: some estimators train for minutes. FLOPs, and not seconds, so that it does not depend on the machine what is checked.
    private const long QuickFlops = 200_000_000;

    private readonly Dictionary<Probe, AdviceResult> _prepared = [];

    /// <summary>The model whose advice is prepared first, and is the only one if that takes long.</summary>
    public static Probe Smallest { get; } = Probe.NoisyCopyOf(OrdinaryProbes.Smallest, OrdinaryProbes.Noise, draw: 1);

    /// <summary>Whether advice about more models than the smallest can be had without keeping the user waiting.</summary>
    public bool IsQuick(CancellationToken cancellationToken) => Of(Smallest, cancellationToken) is { Outcome: Outcome.Completed, Compute.Flops: <= QuickFlops };

    /// <summary>The advice about a model.</summary>
    public AdviceResult Of(Probe probe, CancellationToken cancellationToken)
    {
        if (!_prepared.TryGetValue(probe, out var result))
        {
            result = Prepare(probe, cancellationToken);
            _prepared.Add(probe, result);
        }

        return result;
    }

    /// <summary>The advice about a model, worked out once more.</summary>
    public AdviceResult Prepare(Probe probe, CancellationToken cancellationToken) => executor.Prepare(
        new AdviceJob(info, probe.BaseModel, probe.Task, probe.Quantity, OrdinaryProbes.Noise, RandomAddress.Root(Cell.UsualSeed).Child("conformance advice"), options.AdviceTimeLimit) { MemoryLimit = options.MemoryLimit },
        cancellationToken);
}
