using System.Diagnostics;

namespace AlgZoo.Metering;

/// <content>Whatever tells the time, or limits it, so that a shift of the clocks reaches it. Nothing is counted.</content>
internal static partial class CallShims
{
    public static DateTime DateTimeUtcNow() => MeteredTimeProvider.OfSystem.GetUtcNow().UtcDateTime;

    public static DateTime DateTimeNow() => MeteredTimeProvider.OfSystem.GetUtcNow().LocalDateTime;

    public static DateTime DateTimeToday() => DateTimeNow().Date;

    public static DateTimeOffset DateTimeOffsetUtcNow() => MeteredTimeProvider.OfSystem.GetUtcNow();

    public static DateTimeOffset DateTimeOffsetNow() => MeteredTimeProvider.OfSystem.GetLocalNow();

    public static long EnvironmentTickCount64() => Environment.TickCount64 + (long)ClockShift.Lead.TotalMilliseconds;

    public static int EnvironmentTickCount() => unchecked((int)EnvironmentTickCount64());

    public static TimeProvider TimeProviderSystem() => MeteredTimeProvider.OfSystem;

    public static long StopwatchGetTimestamp() => MeteredTimeProvider.OfSystem.GetTimestamp();

    public static TimeSpan StopwatchGetElapsedTime(long startingTimestamp) => MeteredTimeProvider.OfSystem.GetElapsedTime(startingTimestamp);

    public static TimeSpan StopwatchElapsed(Stopwatch stopwatch) => stopwatch.Elapsed * ClockShift.Pace;

    public static long StopwatchElapsedMilliseconds(Stopwatch stopwatch) => (long)StopwatchElapsed(stopwatch).TotalMilliseconds;

    public static long StopwatchElapsedTicks(Stopwatch stopwatch) => stopwatch.ElapsedTicks * ClockShift.Pace;

    public static CancellationTokenSource CancellationTokenSourceConstructor(TimeSpan delay) => new(TrueDelay(delay));

    public static CancellationTokenSource CancellationTokenSourceConstructor(int millisecondsDelay) => new(TrueDelay(TimeSpan.FromMilliseconds(millisecondsDelay)));

    public static void CancellationTokenSourceCancelAfter(CancellationTokenSource source, TimeSpan delay) => source.CancelAfter(TrueDelay(delay));

    public static void CancellationTokenSourceCancelAfter(CancellationTokenSource source, int millisecondsDelay) => source.CancelAfter(TrueDelay(TimeSpan.FromMilliseconds(millisecondsDelay)));

    // What stands for no limit, or is an error, stays as it is.
    private static TimeSpan TrueDelay(TimeSpan delay) => delay > TimeSpan.Zero ? delay / ClockShift.Pace : delay;
}
