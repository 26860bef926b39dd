namespace AlgZoo.Metering;

/// <summary>While open, all that the opening thread does, and all threads, tasks and timers that it starts, is charged to one meter.</summary>
internal readonly struct MeterWindow : IDisposable
{
    // The handler runs on every thread that a captured context reaches, and again when it leaves.
    private static readonly AsyncLocal<ComputeMeter?> Flowing = new(change => Bind(change.CurrentValue));

    private readonly ComputeMeter? _outer;

    private MeterWindow(ComputeMeter? outer)
    {
        _outer = outer;
    }

    /// <summary>The meter of the window that is open on this thread; null if none is.</summary>
    public static ComputeMeter? Meter => Flowing.Value;

    /// <summary>Opens a window.</summary>
    /// <param name="meter">The meter; null for none.</param>
    /// <returns>The window; disposing it opens the one before again.</returns>
    public static MeterWindow Open(ComputeMeter? meter)
    {
        var window = new MeterWindow(Flowing.Value);
        Flowing.Value = meter;
        return window;
    }

    /// <inheritdoc/>
    public void Dispose() => Flowing.Value = _outer;

    private static void Bind(ComputeMeter? meter)
    {
        if (ThreadCounter.Bound is { } left && left.Meter != meter)
        {
            // None of its methods is on the stack any more: what is still at risk was taken by exceptions that nobody but the runtime caught.
            left.SettleUnwound(atRisk: 0);
        }

        ThreadCounter.Bound = meter?.CounterOfThisThread();
    }
}
