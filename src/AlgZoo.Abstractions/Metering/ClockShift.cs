using System.Diagnostics;

namespace AlgZoo.Metering;

/// <summary>
/// How the clocks that metered code reads differ from the true ones while a meter's window is open: they are moved, which shows a dependence on the date, and from the start on they run faster, which shows one on elapsed time.
/// </summary>
/// <param name="shift">How far the clocks are moved at the start.</param>
internal sealed class ClockShift(TimeSpan shift)
{
    /// <summary>How much faster the clocks run: an estimator that stops after so many seconds stops at once.</summary>
    public const int Speed = 1_000_000;

    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>By how much the clocks are ahead of the true ones now; zero outside a window that shifts them.</summary>
    public static TimeSpan Lead => Current?.LeadNow ?? TimeSpan.Zero;

    /// <summary>How fast the clocks run: 1, or <see cref="Speed"/> in a window that shifts them.</summary>
    public static int Pace => Current is null ? 1 : Speed;

    private static ClockShift? Current => MeterWindow.Meter?.ClockShift;

    private TimeSpan LeadNow => shift + (Stopwatch.GetElapsedTime(_start) * (Speed - 1));
}
