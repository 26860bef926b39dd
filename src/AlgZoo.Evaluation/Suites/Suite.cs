namespace AlgZoo.Evaluation;

/// <summary>What is to be measured: models, noise, budgets and estimators. Every member has a default except the name and the models.</summary>
public sealed record Suite
{
    /// <summary>Largest number of noise draws.</summary>
    public const int MaximumDraws = 100_000;

    /// <summary>Largest budget in FLOPs.</summary>
    public const long MaximumBudget = 1_000_000_000_000_000_000;

    /// <summary>Smallest number of truth samples.</summary>
    public const long MinimumTruthSamples = 1000;

    /// <summary>Largest number of truth samples.</summary>
    public const long MaximumTruthSamples = 1_000_000_000_000;

    /// <summary>Longest time limit of a cell.</summary>
    public static TimeSpan MaximumTimeLimit { get; } = TimeSpan.FromDays(7);

    /// <summary>Smallest memory limit of a worker in megabytes: what .NET itself needs, and some more.</summary>
    public const int MinimumMemoryLimit = 256;

    /// <summary>Largest memory limit of a worker in megabytes.</summary>
    public const int MaximumMemoryLimit = 1 << 20;

    /// <summary>Name for tables and run directories.</summary>
    public required string Name { get; init; }

    /// <summary>One line for <c>algzoo list suites</c>; default empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The base models; at least one.</summary>
    public required IReadOnlyList<ModelChoice> Models { get; init; }

    /// <summary>The noise; default none.</summary>
    public NoiseSpecification Noise { get; init; } = NoiseSpecification.None;

    /// <summary>Noisy copies per model, from 1 to <see cref="MaximumDraws"/>; 1 without noise. Default 16.</summary>
    public int Draws { get; init; } = 16;

    /// <summary>Budgets in FLOPs, ascending and distinct, each at least 1. Default 1e4, 1e5, 1e6, 1e7.</summary>
    public IReadOnlyList<long> Budgets { get; init; } = [10_000, 100_000, 1_000_000, 10_000_000];

    /// <summary>
    /// Sequences for each sampled ground truth, from 1,000 to <see cref="MaximumTruthSamples"/>; null chooses 10^4 times what sampling affords at the largest budget, between 10^7 and 10^9.
    /// </summary>
    public long? TruthSamples { get; init; }

    /// <summary>Patterns of estimator ids, with <c>*</c> for any characters; default all.</summary>
    public IReadOnlyList<string> Estimators { get; init; } = ["*"];

    /// <summary>Whether estimators that prepare advice about the base model take part; default true. Trivial ones, such as the base model's own accuracy, and those that <see cref="Estimators"/> names without <c>*</c> always do.</summary>
    public bool Advice { get; init; } = true;

    /// <summary>The quantity to estimate; null takes each task's default.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>Seed of everything random; default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Wall-clock limit for one cell; default 10 minutes.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Memory, managed and native together, that the process of an estimator may use, in megabytes of 2^20 bytes from <see cref="MinimumMemoryLimit"/> to <see cref="MaximumMemoryLimit"/>; default 4096.</summary>
    public int MemoryLimit { get; init; } = 4096;

    /// <summary>Draws that are really made: <see cref="Draws"/>, or 1 without noise, where all copies would be equal.</summary>
    public int EffectiveDraws => Noise.IsNone ? 1 : Draws;

    /// <summary>Checks what the types leave open.</summary>
    /// <exception cref="SuiteException">A value is out of range.</exception>
    public void Validate()
    {
        Ensure(!string.IsNullOrWhiteSpace(Name), "A suite needs a name.");
        Ensure(Models.Count > 0, $"Suite '{Name}' names no model.");
        Ensure(Draws is >= 1 and <= MaximumDraws, FormattableString.Invariant($"draws must be from 1 to {MaximumDraws:N0}, not {Draws}."));
        Ensure(Budgets.Count > 0, "At least one budget is needed.");
        Ensure(Budgets.All(budget => budget is >= 1 and <= MaximumBudget), "Each budget must be from 1 to 1e18 FLOPs.");
        Ensure(Budgets.Zip(Budgets.Skip(1)).All(pair => pair.First < pair.Second), "Budgets must be ascending and distinct.");
        Ensure(TruthSamples is null or (>= MinimumTruthSamples and <= MaximumTruthSamples), FormattableString.Invariant($"truth samples must be from {MinimumTruthSamples:N0} to {MaximumTruthSamples:N0}, or auto."));
        Ensure(Estimators.Count > 0, "At least one estimator pattern is needed; \"*\" takes all.");
        Ensure(TimeLimit > TimeSpan.Zero && TimeLimit <= MaximumTimeLimit, "The time limit must be above 0 and at most 7 days.");
        Ensure(MemoryLimit is >= MinimumMemoryLimit and <= MaximumMemoryLimit, FormattableString.Invariant($"The memory limit must be from {MinimumMemoryLimit} to {MaximumMemoryLimit} MB, not {MemoryLimit}."));
    }

    private static void Ensure(bool condition, string message)
    {
        if (!condition)
        {
            throw new SuiteException(message);
        }
    }
}

/// <summary>A model of a suite: the first of several references that can be loaded.</summary>
/// <param name="References">Model references in order of preference; at least one.</param>
public sealed record ModelChoice(IReadOnlyList<string> References)
{
    /// <summary>The task, by AlgZoo's name, of a model whose file does not tell it; null, the default, to find out.</summary>
    public string? Task { get; init; }

    /// <summary>A choice of one.</summary>
    /// <param name="reference">The model reference.</param>
    /// <returns>The choice.</returns>
    public static ModelChoice Of(string reference) => new([reference]);
}
