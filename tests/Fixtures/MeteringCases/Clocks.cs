using System.Diagnostics;

namespace AlgZoo.Fixtures;

#pragma warning disable RS0030 // All that tells the time is tried here.

/// <summary>Everything that tells the time or limits it. It computes nothing in floating point.</summary>
public static class Clocks
{
    /// <summary>What the clocks show, each since an origin of its own.</summary>
    public static Dictionary<string, TimeSpan> Read() => new(StringComparer.Ordinal)
    {
        ["DateTime.UtcNow"] = new TimeSpan(DateTime.UtcNow.Ticks),
        ["DateTime.Now"] = new TimeSpan(DateTime.Now.ToUniversalTime().Ticks),
        ["DateTimeOffset.UtcNow"] = new TimeSpan(DateTimeOffset.UtcNow.UtcTicks),
        ["DateTimeOffset.Now"] = new TimeSpan(DateTimeOffset.Now.UtcTicks),
        ["TimeProvider.System.GetUtcNow"] = new TimeSpan(TimeProvider.System.GetUtcNow().UtcTicks),
        ["TimeProvider.System.GetTimestamp"] = TimeProvider.System.GetElapsedTime(0),
        ["Stopwatch.GetTimestamp"] = Stopwatch.GetElapsedTime(0, Stopwatch.GetTimestamp()),
        ["Stopwatch.GetElapsedTime"] = Stopwatch.GetElapsedTime(0),
        ["Stopwatch.GetTimestamp as a delegate"] = Stopwatch.GetElapsedTime(0, Called(Stopwatch.GetTimestamp)),
        ["Environment.TickCount64"] = new TimeSpan(Environment.TickCount64 * TimeSpan.TicksPerMillisecond),
    };

    /// <summary>Periods of at least some milliseconds as they are shown.</summary>
    public static Dictionary<string, TimeSpan> Wait(int milliseconds)
    {
        var started = Stopwatch.StartNew();
        var made = new Stopwatch();
        made.Start();
        int ticks = Environment.TickCount;
        var before = Read();
        Thread.Sleep(milliseconds);
        var periods = Read().ToDictionary(each => each.Key, each => each.Value - before[each.Key], StringComparer.Ordinal);
        periods["Environment.TickCount"] = new TimeSpan((Environment.TickCount - ticks) * TimeSpan.TicksPerMillisecond);
        periods["Stopwatch.Elapsed"] = started.Elapsed;
        periods["Stopwatch.ElapsedMilliseconds"] = new TimeSpan(started.ElapsedMilliseconds * TimeSpan.TicksPerMillisecond);
        periods["Stopwatch.ElapsedTicks"] = Stopwatch.GetElapsedTime(0, made.ElapsedTicks);
        return periods;
    }

    /// <summary>The date, in local time.</summary>
    public static DateTime Today() => DateTime.Today;

    /// <summary>Which of several limits of some milliseconds pass within others.</summary>
    public static bool[] Pass(int milliseconds, int wait)
    {
        var limit = TimeSpan.FromMilliseconds(milliseconds);
        using var ofPeriod = new CancellationTokenSource(limit);
        using var ofNumber = new CancellationTokenSource(milliseconds);
        using var after = new CancellationTokenSource();
        after.CancelAfter(limit);
        using var afterNumber = new CancellationTokenSource();
        afterNumber.CancelAfter(milliseconds);
        using var never = new CancellationTokenSource(Timeout.Infinite);
        using var derived = new Derived(int.MaxValue);
        return [.. new[] { ofPeriod, ofNumber, after, afterNumber, never, derived }.Select(source => source.Token.WaitHandle.WaitOne(wait))];
    }

    private static long Called(Func<long> clock) => clock();

    private sealed class Derived(int milliseconds) : CancellationTokenSource(milliseconds);
}
