using AlgZoo.Metering;

namespace AlgZoo.Hosting.Tests;

/// <summary>Clocks of metered code: true, unless the window shifts them.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Shift = TimeSpan.FromDays(1000);

    // Enough for a machine that is busy; too little for a clock that was moved, or that runs a million times as fast.
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(4);

    [Test]
    public void Clocks_are_true()
    {
        var (before, after) = Around(shift: null, plugin => plugin.Method<Func<Dictionary<string, TimeSpan>>>("Clocks.Read")());
        Assert.That(after.Keys, Is.EquivalentTo(before.Keys));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (clock, reading) in after)
            {
                Assert.That(reading - before[clock], Is.InRange(TimeSpan.Zero, Delay), clock);
            }
        }
    }

    [Test]
    public void A_window_shifts_every_clock()
    {
        var (before, after) = Around(Shift, plugin => plugin.Method<Func<Dictionary<string, TimeSpan>>>("Clocks.Read")());
        using (Assert.EnterMultipleScope())
        {
            foreach (var (clock, reading) in after)
            {
                Assert.That(reading - before[clock], Is.InRange(Shift, Shift + (Delay * ClockShift.Speed)), clock);
            }
        }
    }

    [Test]
    public void A_window_shifts_the_date()
    {
        var (before, after) = Around(Shift, plugin => plugin.Method<Func<DateTime>>("Clocks.Today")());

        Assert.That(after.TimeOfDay, Is.EqualTo(TimeSpan.Zero));
        Assert.That(after - before, Is.InRange(Shift - TimeSpan.FromDays(1), Shift + (Delay * ClockShift.Speed)));
    }

    [Test]
    public void A_window_that_shifts_clocks_makes_them_run_faster()
    {
        var (before, after) = Around(Shift, plugin => plugin.Method<Func<int, Dictionary<string, TimeSpan>>>("Clocks.Wait")(20));
        Assert.That(after.Keys, Is.EquivalentTo(before.Keys));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (clock, period) in before)
            {
                Assert.That(period, Is.InRange(TimeSpan.FromMilliseconds(5), Delay), clock);
                // Environment.TickCount64 moves in steps of up to 16 ms.
                Assert.That(after[clock], Is.GreaterThan(TimeSpan.FromMilliseconds(4 * ClockShift.Speed)), clock);
            }
        }
    }

    [Test]
    public void Limits_of_time_follow_the_clocks()
    {
        var (before, after) = Around(Shift, plugin => plugin.Method<Func<int, int, bool[]>>("Clocks.Pass")(5000, 100));

        Assert.That(before, Is.EqualTo(new[] { false, false, false, false, false, false }));
        Assert.That(after, Is.EqualTo(new[] { true, true, true, true, false, false }));
    }

    [Test]
    public void To_tell_the_time_costs_nothing_and_is_seen()
    {
        var metered = CasePlugin.Rewritten.Metered!;
        var meter = new ComputeMeter(ComputeMeter.Unlimited, metered.Mixes, setUp: null) { ClockShift = new ClockShift(Shift) };
        using (MeterWindow.Open(meter))
        {
            CasePlugin.Rewritten.Method<Func<Dictionary<string, TimeSpan>>>("Clocks.Read")();
            CasePlugin.Rewritten.Method<Func<int, Dictionary<string, TimeSpan>>>("Clocks.Wait")(1);
            CasePlugin.Rewritten.Method<Func<int, int, bool[]>>("Clocks.Pass")(1, 10);
        }

        Assert.That(meter.Operations(), Is.EqualTo(OperationCounts.None));
        Assert.That(metered.UnmeteredCalls.Where(call => call.Caller.StartsWith("AlgZoo.Fixtures.Clocks", StringComparison.Ordinal)), Is.Empty);
    }

    // What the code as it was built sees, and then the rewritten code.
    private static (T Before, T After) Around<T>(TimeSpan? shift, Func<CasePlugin, T> read)
    {
        var before = read(CasePlugin.Original);
        using var window = MeterWindow.Open(new ComputeMeter(ComputeMeter.Unlimited, CasePlugin.Rewritten.Metered!.Mixes, setUp: null) { ClockShift = shift is { } by ? new ClockShift(by) : null });
        return (before, read(CasePlugin.Rewritten));
    }
}
