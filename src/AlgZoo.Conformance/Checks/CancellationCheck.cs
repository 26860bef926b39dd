using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether the estimator returns soon after it is asked to stop.</summary>
internal sealed class CancellationCheck() : CellsCheck(new(
    "cancellation",
    "The estimator returns, or throws, within a second after its cancellation token is signalled: at its time limit, or when the user stops the run.",
    "Call cancellationToken.ThrowIfCancellationRequested() in every loop that can run long, every few milliseconds of work, and hand the token on to what takes one."))
{
    // So much that few are done with it before they are asked to stop.
    private const long LargeBudget = 1_000_000_000_000;
    private const double MostSeconds = 1;

    // The machine may be busy with something else; what ignores its token does so every time.
    private const int Attempts = 3;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(0.1);

    protected override Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        var seen = new List<string>();
        foreach (var cell in new[] { cells[0], cells[^1] }.Distinct().Select(cell => cell with { Budget = LargeBudget }))
        {
            var result = Stopped(subject, cell, cancellationToken);
            if (IsLate(result))
            {
                return Finding.Failed(Invariant($"{Ending(result)}: {cell}"));
            }

            seen.Add(Invariant($"{cell.Probe.Name}: {Ending(result)}"));
        }

        return Finding.Passed(string.Join("; ", seen));
    }

    private static CellResult Stopped(Subject subject, Cell cell, CancellationToken cancellationToken)
    {
        var result = subject.AskWithin(TimeLimit, cell, cancellationToken);
        for (int attempt = 2; attempt <= Attempts && IsLate(result); attempt++)
        {
            result = subject.AskWithin(TimeLimit, cell, cancellationToken);
        }

        return result;
    }

    private static string Ending(CellResult result) => result switch
    {
        { Outcome: Outcome.TimedOut, EndedWorker: true } => "it ignored its token for 2 s and was given up",
        { Outcome: Outcome.TimedOut } => Invariant($"it returned {Math.Max(0, SecondsAfterToken(result)):F2} s after its token was signalled"),
        { Outcome: Outcome.Completed } => Invariant($"it was done after {result.Seconds:F2} s, before it was asked to stop"),
        _ => $"it ended by itself, {result.Outcome}",
    };

    private static bool IsLate(CellResult result) => result.Outcome == Outcome.TimedOut && (result.EndedWorker || SecondsAfterToken(result) > MostSeconds);

    private static double SecondsAfterToken(CellResult result) => result.Seconds - TimeLimit.TotalSeconds;
}
