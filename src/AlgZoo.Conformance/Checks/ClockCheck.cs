using AlgZoo.Evaluation;

namespace AlgZoo.Conformance;

/// <summary>Whether the time of day matters.</summary>
internal sealed class ClockCheck() : SurroundingsCheck(new(
    "clock",
    "The time of day does not matter: with every clock moved by ten years the estimate is the same.",
    "Seed nothing with the time, and decide by FLOPs (problem.Meter.Remaining), not by seconds, how long to work."))
{
    private static readonly TimeSpan Shift = TimeSpan.FromDays(3653);

    protected override string When => "ten years later";

    protected override CellSurroundings Surroundings(Subject subject) => new(HasForeignCulture: false, WorkingDirectory: null, Shift);
}
