using System.Diagnostics;
using System.Globalization;

namespace AlgZoo.Cli;

/// <summary>The clock that seconds are measured with.</summary>
/// <param name="Nanoseconds">The smallest step that was seen.</param>
/// <param name="GoesBack">Whether it went back.</param>
internal sealed record ClockFacts(double Nanoseconds, bool GoesBack);

/// <summary>Whether time limits and seconds can be trusted. Scores do not depend on them.</summary>
internal sealed class ClockCheck : ICheck
{
    private const string Name = "clock";
    private const int Steps = 1000;
    private const double CoarseNanoseconds = 1e5;

    public string Id => Name;

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        long step = long.MaxValue;
        bool goesBack = false;
        long last = Stopwatch.GetTimestamp();
        for (int steps = 0; steps < Steps;)
        {
            long now = Stopwatch.GetTimestamp();
            if (now != last)
            {
                goesBack |= now < last;
                step = Math.Min(step, Math.Abs(now - last));
                last = now;
                steps++;
            }
        }

        yield return Judge(new ClockFacts(step * (1e9 / Stopwatch.Frequency), goesBack));
    }

    /// <summary>What to make of a clock.</summary>
    public static Finding Judge(ClockFacts facts)
    {
        string summary = string.Create(CultureInfo.InvariantCulture, $"steps of {facts.Nanoseconds:0} ns");
        return facts.GoesBack
            ? Finding.Note(Name, summary + "; it went back while it was watched", "Choose another clock source of the system or the virtual machine; the seconds in tables mean nothing until then, the scores are right.")
            : facts.Nanoseconds > CoarseNanoseconds
            ? Finding.Note(Name, summary + ", which is coarse", "Choose another clock source of the system or the virtual machine; the seconds of fast cells are rounded until then, the scores are right.")
            : Finding.Ok(Name, summary + ", never backwards");
    }
}
