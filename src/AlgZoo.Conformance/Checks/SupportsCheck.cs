using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether <see cref="IMechanisticEstimator.Supports"/> is cheap and pure.</summary>
internal sealed class SupportsCheck() : EstimatorCheck(
    new(
        Id,
        "Supports gives the same answer to the same problem, within 50 ms after its first call, charges nothing, draws nothing and throws nothing: it is asked for every cell.",
        "Decide from shapes, task, quantity and budget, in whole numbers; move all other work to Estimate, and return false instead of throwing."),
    ConstructionCheck.Id)
{
    public const string Id = "supports";

    private const double MostSeconds = 0.05;

    public override Finding Examine(Subject subject, CancellationToken cancellationToken)
    {
        if (subject.Ordinary(cancellationToken).WithoutAnswer is [var (silent, failure), ..])
        {
            return Finding.Failed($"no answer about {silent}: {failure.Failure()}");
        }

        var answers = AskTwice(subject, cancellationToken);
        if (answers.Find(answer => answer.Second is null) is { Cell: { } unanswered })
        {
            return Finding.Failed($"no answer when asked again about {unanswered}: {subject.Ask(unanswered, cancellationToken, repetition: 1).Failure()}");
        }

        foreach (var (cell, first, second) in answers)
        {
            if (second!.Answer != first.Answer)
            {
                return Finding.Failed($"it answered {first.Answer} and then {second.Answer}: {cell}");
            }

            if (first.Compute.Occurring().Any())
            {
                return Finding.Failed($"it is to charge and draw nothing, and did {first.Compute}: {cell}");
            }

            if (Seconds(first, second) > MostSeconds)
            {
                return Finding.Failed(Invariant($"it took {1000 * Seconds(first, second):F0} ms of the 50 ms allowed: {cell}"));
            }
        }

        return answers.Count == 0
            ? Finding.Skipped("no cell gave an estimate or was declined")
            : Finding.Passed(Invariant($"the same answers to {answers.Count} problems asked twice, the slowest in {1000 * answers.Max(answer => Seconds(answer.First, answer.Second!)):F1} ms"));
    }

    /// <summary>Whether the same question gets different answers, so that comparing estimates says nothing.</summary>
    public static bool ChangesItsMind(Subject subject, CancellationToken cancellationToken) => AskTwice(subject, cancellationToken).Exists(answer => answer.Second?.Answer != answer.First.Answer);

    // A cell that fails afterwards need not come so far again.
    private static List<(Cell Cell, SupportsReport First, SupportsReport? Second)> AskTwice(Subject subject, CancellationToken cancellationToken) =>
    [
        .. subject.Ordinary(cancellationToken).Asked
            .Where(asked => asked.Result.Outcome is Outcome.Completed or Outcome.NotSupported)
            .Select(asked => (asked.Cell, asked.Result.Supports!, subject.Ask(asked.Cell, cancellationToken, repetition: 1).Supports)),
    ];

    // The faster of two, because the machine may be busy with something else.
    private static double Seconds(SupportsReport first, SupportsReport second) => Math.Min(first.Seconds, second.Seconds);
}
