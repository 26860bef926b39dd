using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether advice can be prepared, and is the same each time.</summary>
internal sealed class AdviceCheck() : EstimatorCheck(
    new(
        Id,
        "Prepare gives advice about the smallest model within the time limit, not null, and about every model the same bytes each time.",
        "Draw from request.Random alone, keep no state in static fields, observe the cancellation token, and return an empty array where there is nothing to say."),
    ConstructionCheck.Id)
{
    public const string Id = "advice";

    private const int FurtherModels = 2;

    public override Finding Examine(Subject subject, CancellationToken cancellationToken)
    {
        if (!subject.Info.UsesAdvice)
        {
            return Finding.Skipped("it uses no advice");
        }

        var smallest = subject.Advice.Of(PreparedAdvice.Smallest, cancellationToken);
        // The smallest alone is too easy: nearly all that it says is right, so that every sample of it says the same.
        Probe[] probes = [PreparedAdvice.Smallest, .. subject.Ordinary(cancellationToken).Probes.Except([PreparedAdvice.Smallest]).Take(FurtherModels)];
        return probes.Select(probe => Defect(subject, probe, cancellationToken)).FirstOrDefault(defect => defect is not null)
            ?? Finding.Passed(Invariant($"{smallest.Advice!.Length:N0} bytes about {PreparedAdvice.Smallest.Name} in {smallest.Seconds:F1} s and {smallest.Compute.Flops:N0} FLOPs; about {probes.Length} models the same when prepared again"));
    }

    private static Finding? Defect(Subject subject, Probe probe, CancellationToken cancellationToken)
    {
        var first = subject.Advice.Of(probe, cancellationToken);
        if (first.Advice is null)
        {
            return Failure(probe, first);
        }

        var second = subject.Advice.Prepare(probe, cancellationToken);
        return second.Advice is null ? Failure(probe, second)
            : first.Advice.AsSpan().SequenceEqual(second.Advice) ? null
            : Finding.Failed(Invariant($"{first.Advice.Length:N0} bytes about {probe.Name}, and when prepared again {second.Advice.Length:N0} others, the first at {FirstDifference(first.Advice, second.Advice):N0}"));
    }

    private static Finding Failure(Probe probe, AdviceResult result) => result.Outcome == Outcome.TimedOut
        ? Finding.Skipped($"about {probe.Name}: {result.Message}")
        : Finding.Failed($"about {probe.Name}: {result.Outcome}: {result.Message}");

    private static int FirstDifference(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => first.CommonPrefixLength(second);
}
