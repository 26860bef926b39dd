using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>One question to the estimator under examination.</summary>
/// <param name="Probe">What it is asked about.</param>
/// <param name="Budget">FLOPs that may be spent.</param>
/// <param name="Seed">Seed of its random stream.</param>
internal sealed record Cell(Probe Probe, long Budget, ulong Seed = Cell.UsualSeed)
{
    public const ulong UsualSeed = 1;

    /// <summary>A budget at which a point of a point set, or a sample, hardly counts.</summary>
    public const long LargeBudget = 10_000_000;

    /// <summary>Weights to ask about instead of the probe's own; null for those.</summary>
    public Variant? Variant { get; init; }

    /// <summary>What surrounds the call; null for the usual.</summary>
    public CellSurroundings? Surroundings { get; init; }

    public Model Model => Variant?.Model ?? Probe.Model;

    /// <summary>As findings name it: <c>trained:2nd_argmax_2_2, budget 1e5, seed 1</c>.</summary>
    public override string ToString() => Invariant($"{Probe.Name}{(Variant is null ? "" : $" {Variant.Name}")}, budget {Budget:0e0}, seed {Seed}");
}

/// <summary>Weights that differ from a probe's.</summary>
/// <param name="Name">In what they differ, as findings put it: <c>with its neurons in another order</c>.</param>
/// <param name="Model">The weights.</param>
internal sealed record Variant(string Name, Model Model);
