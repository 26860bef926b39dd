using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether advice can be prepared, and is the same each time.</summary>
internal sealed class AdviceCheck() : EstimatorCheck(
    new(
        Id,
        "Prepare gives advice about the smallest model within the time limit, not null, and the same bytes each time.",
        "Draw from request.Random alone, keep no state in static fields, observe the cancellation token, and return an empty array where there is nothing to say."),
    ConstructionCheck.Id)
{
    public const string Id = "advice";

    public override Finding Examine(Subject subject, CancellationToken cancellationToken)
    {
        if (!subject.Info.UsesAdvice)
        {
            return Finding.Skipped("it uses no advice");
        }

        var probe = PreparedAdvice.Smallest;
        var first = subject.Advice.Of(probe, cancellationToken);
        if (first.Advice is null)
        {
            return Failure(first);
        }

        var second = subject.Advice.Prepare(probe, cancellationToken);
        return second.Advice is null ? Failure(second)
            : first.Advice.AsSpan().SequenceEqual(second.Advice) ? Finding.Passed(Invariant($"{first.Advice.Length:N0} bytes about {probe.Name} in {first.Seconds:F1} s and {first.Compute.Flops:N0} FLOPs, the same when prepared again"))
            : Finding.Failed(Invariant($"{first.Advice.Length:N0} bytes about {probe.Name}, and when prepared again {second.Advice.Length:N0} others, the first at {FirstDifference(first.Advice, second.Advice):N0}"));
    }

    private static Finding Failure(AdviceResult result) => result.Outcome == Outcome.TimedOut
        ? Finding.Skipped($"about {PreparedAdvice.Smallest.Name}: {result.Message}")
        : Finding.Failed($"about {PreparedAdvice.Smallest.Name}: {result.Outcome}: {result.Message}");

    private static int FirstDifference(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => first.CommonPrefixLength(second);
}
