using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>Whether sampling is as fast as it should be on this processor. Only ratios are judged: rates depend on the clock.</summary>
internal sealed class SamplingRateCheck : ICheck
{
    private const string Name = "sampling-rate";

    // Of the usual share of the peak, and of as many single threads: a machine that does other work as well stays above.
    private const double SlowShare = 0.5;
    private const double SlowScaling = 0.35;

    public string Id => Name;

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        yield return Judge(SamplingSpeed.Measure(cancellationToken), SamplingSpeed.UsualPeakShare);
    }

    /// <summary>What to make of a measurement.</summary>
    public static Finding Judge(SamplingSpeed speed, double usualPeakShare)
    {
        double scaling = speed.AllThreads / (speed.OneThread * speed.Threads);
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{speed.OneThread / 1e6:0.0} million sequences a second of M16,10 on one thread, {speed.AllThreads / 1e6:0.0} on {speed.Threads}; {speed.PeakShare:0%} of the multiply-adds that a core can do, usually {usualPeakShare:0%}");
        return speed.PeakShare < SlowShare * usualPeakShare
            ? Finding.Note(Name, summary, "End other programs and measure again; if it stays so, look for a virtual machine or an emulator that shares the core.")
            : scaling < SlowScaling
            ? Finding.Note(
                Name, string.Create(CultureInfo.InvariantCulture, $"{summary}; all threads together reach {scaling:0%} of as many single ones"),
                "End other programs, or pass --jobs and --threads for the processors that are really yours: a container or a virtual machine may promise more than it has.")
            : Finding.Ok(Name, summary);
    }
}
