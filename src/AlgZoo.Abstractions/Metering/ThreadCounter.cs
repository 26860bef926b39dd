using System.Runtime.CompilerServices;

namespace AlgZoo.Metering;

/// <summary>
/// What one thread has spent on one meter. The host's rewriter makes plugin code call <see cref="Current"/> and <see cref="Count"/>; both are inlined into loops, so that they must neither call
/// anything (a call would spill every vector register of the loop) nor allocate.
/// </summary>
internal sealed class ThreadCounter(ComputeMeter meter, int managedThreadId, MixTally[] tallies)
{
    /// <summary>FLOPs that a thread collects before it posts them: few enough for a budget to be met closely, many enough for threads not to contend.</summary>
    public const long Slice = 1 << 14;

    /// <summary>Priced but not yet posted.</summary>
    public long Pending;

    [ThreadStatic]
    private static ThreadCounter? _bound;

    private MixTally[] _tallies = tallies;

    /// <summary>The counter that the calling thread's code is charged to; null outside a meter's window.</summary>
    public static ThreadCounter? Bound
    {
        get => _bound;
        set => _bound = value;
    }

    public ComputeMeter Meter { get; } = meter;

    public int ManagedThreadId { get; } = managedThreadId;

    /// <summary>The counter of the calling thread, with room for a number of mixes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreadCounter Current(int mixes)
    {
        var bound = _bound;
        return bound is not null && bound._tallies.Length >= mixes ? bound : Prepare(mixes);
    }

    /// <summary>Counts executions of a mix.</summary>
    /// <exception cref="BudgetExceededException">The budget is spent.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(int mix, long executions)
    {
        ref var tally = ref _tallies[mix];
        tally.Executions += executions;
        long pending = Pending + (executions * tally.Price);
        if (pending < Slice)
        {
            Pending = pending;
            return;
        }

        Pending = 0;
        if (Interlocked.Add(ref Meter.Posted, pending) > Meter.PostedLimit)
        {
            ThrowExceeded();
        }
    }

    /// <summary>Counts operations of the host; throws nothing.</summary>
    public void Add(OperationCounts operations, long times)
    {
        for (int unit = 0; unit < OperationCounts.Classes; unit++)
        {
            ref var tally = ref _tallies[unit];
            long executions = checked(operations[(OperationClass)unit] * times);
            if (executions == 0)
            {
                continue;
            }

            tally.Executions += executions;
            Interlocked.Add(ref Meter.Posted, checked(executions * tally.Price));
        }
    }

    /// <summary>Adds this thread's executions to those of others.</summary>
    public void AddTo(long[] sums)
    {
        var own = _tallies;
        for (int mix = 0; mix < Math.Min(own.Length, sums.Length); mix++)
        {
            sums[mix] += Volatile.Read(ref own[mix].Executions);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ThreadCounter Prepare(int mixes)
    {
        // Code that runs outside every meter's window (a finalizer, a thread that outlives its cell without its context) counts for nobody.
        var counter = _bound ??= new ThreadCounter(new ComputeMeter(), Environment.CurrentManagedThreadId, OperationMixes.Units.NewTallies());
        if (counter._tallies.Length < mixes)
        {
            Array.Resize(ref counter._tallies, mixes);
        }

        return counter;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowExceeded() => throw new BudgetExceededException(Meter.Spent, Meter.Budget);
}
