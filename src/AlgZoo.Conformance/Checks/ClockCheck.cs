using AlgZoo.Evaluation;

namespace AlgZoo.Conformance;

/// <summary>Whether the time of day matters.</summary>
internal sealed class ClockCheck() : SurroundingsCheck(new(
    "clock",
    "The time of day does not matter: with every clock moved by ten years, and running a million times as fast, the estimate is the same.",
    "Seed nothing with the time, and decide by FLOPs (problem.Meter.Remaining), not by seconds, how long to work."))
{
    // Not a whole number of years, weeks, days or hours.
    private static readonly TimeSpan Shift = new(days: 3793, hours: 7, minutes: 11, seconds: 13);

    protected override IReadOnlyList<(string When, CellSurroundings Surroundings)> Others(Subject subject) => [("ten years later", new CellSurroundings(HasForeignCulture: false, WorkingDirectory: null, Shift))];
}
