namespace AlgZoo.Metering;

/// <summary>Time as metered code is to see it: that of another provider, shifted where the open window says so. Its timers keep true time.</summary>
/// <param name="inner">The provider of true time.</param>
internal sealed class MeteredTimeProvider(TimeProvider inner) : TimeProvider
{
    /// <summary>The system's time.</summary>
    public static MeteredTimeProvider OfSystem { get; } = new(System);

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + ClockShift.Lead;

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp() + (long)((Int128)ClockShift.Lead.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
}
