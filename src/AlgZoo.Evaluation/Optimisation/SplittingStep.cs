namespace AlgZoo.Evaluation;

/// <summary>What the pilot chose for one level.</summary>
/// <param name="Loss">The level: the loss that survivors have at most.</param>
/// <param name="Moves">Moves of every initialisation after the selection.</param>
/// <param name="Step">Their largest step.</param>
internal sealed record SplittingStep(double Loss, int Moves, double Step);

/// <summary>The levels of a splitting.</summary>
/// <param name="Steps">The levels, easiest first.</param>
/// <param name="ReachesTarget">Whether the last is the target.</param>
internal sealed record SplittingPlan(IReadOnlyList<SplittingStep> Steps, bool ReachesTarget);
