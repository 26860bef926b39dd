namespace AlgZoo.Hosting;

/// <summary>Measures the time inside an estimator. Can be read from another thread while the call goes on.</summary>
internal sealed class CallClock(TimeProvider timeProvider)
{
    private const long NotYet = -1;

    private long _started = NotYet;
    private long _ended = NotYet;

    /// <summary>Seconds of the call so far; 0 before it begins.</summary>
    public double Seconds
    {
        get
        {
            long started = Volatile.Read(ref _started);
            long ended = Volatile.Read(ref _ended);
            return started == NotYet ? 0 : timeProvider.GetElapsedTime(started, ended == NotYet ? timeProvider.GetTimestamp() : ended).TotalSeconds;
        }
    }

    public T Measure<T>(Func<T> call)
    {
        Volatile.Write(ref _started, timeProvider.GetTimestamp());
        try
        {
            return call();
        }
        finally
        {
            Volatile.Write(ref _ended, timeProvider.GetTimestamp());
        }
    }
}
