namespace AlgZoo.Fixtures;

/// <summary>Draws from a generator of its own.</summary>
[Estimator("faulty-determinism", Kind = EstimatorKind.Sampling)]
public sealed class OwnGenerator : FaultlessSampling
{
    private static readonly Random Generator = new();

    protected override RandomStream Stream(EstimationProblem problem) => problem.Random.Substream((ulong)Generator.NextInt64());
}

/// <summary>Gives every instance a number, and every number a stream.</summary>
[Estimator("faulty-determinism-counter", Kind = EstimatorKind.Sampling)]
public sealed class CountsInstances : FaultlessSampling
{
    private static long _instances;

    private readonly long _instance = Interlocked.Increment(ref _instances);

    protected override RandomStream Stream(EstimationProblem problem) => problem.Random.Substream((ulong)_instance);
}

/// <summary>Takes the hash of a string for a number that stays.</summary>
[Estimator("faulty-determinism-process", Kind = EstimatorKind.Sampling)]
public sealed class HashesString : FaultlessSampling
{
    protected override RandomStream Stream(EstimationProblem problem) => problem.Random.Substream((ulong)problem.Task.Name.GetHashCode());
}

/// <summary>Remembers from one cell to the next what it has computed: the value stays, and what it costs does not.</summary>
[Estimator("faulty-determinism-memory", Kind = EstimatorKind.Deductive)]
public sealed class Remembers : FaultlessDeduction
{
    private static readonly Dictionary<string, double> Known = new(StringComparer.Ordinal);

    protected override double Strength(EstimationProblem problem, ReluRnn model)
    {
        string weights = string.Join(' ', [.. model.InputWeights, .. model.OutputWeights]);
        lock (Known)
        {
            if (!Known.TryGetValue(weights, out double strength))
            {
                strength = base.Strength(problem, model);
                Known.Add(weights, strength);
            }

            return strength;
        }
    }
}
