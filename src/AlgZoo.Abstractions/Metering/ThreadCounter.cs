using System.Runtime.CompilerServices;

namespace AlgZoo.Metering;

/// <summary>
/// What one thread has spent on one meter. The host's rewriter makes plugin code call <see cref="Current"/> and <see cref="Count"/>. Both are inlined, into loops too: what they call on the way to going on
/// would spill every vector register of the loop, and what they throw would not.
/// </summary>
internal sealed class ThreadCounter(ComputeMeter meter, int managedThreadId, MixTally[] tallies)
{
    /// <summary>FLOPs that a thread collects before it posts them: few enough for a budget to be met closely, many enough for threads not to contend.</summary>
    public const long Slice = 1 << 14;

    /// <summary>Priced but not yet posted.</summary>
    public long Pending;

    /// <summary>The most operations that the loops of the methods on this thread's stack keep to themselves, and of those that an exception left.</summary>
    public long AtRisk;

    // The only counter that is bound to any thread of the process, which is then the one that runs metered code; null if there are none or several. Thread-local storage costs a call, this a load.
    private static ThreadCounter? _sole;

    [ThreadStatic]
    private static ThreadCounter? _bound;


    /// <summary>The counter that the calling thread's code is charged to; null outside a meter's window.</summary>
    public static ThreadCounter? Bound
    {
        get => _bound;
        set
        {
            lock (Bindings.All)
            {
                if (_bound is not null)
                {
                    Bindings.All.Remove(_bound);
                }

                if (value is not null)
                {
                    Bindings.All.Add(value);
                }

                _bound = value;
                _sole = Bindings.All.Count == 1 ? Bindings.All[0] : null;
            }
        }
    }

    public ComputeMeter Meter { get; } = meter;

    public int ManagedThreadId { get; } = managedThreadId;

    /// <summary>The counter of the calling thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreadCounter Current() => _sole ?? OfThisThread();

    /// <summary>Counts executions of a mix.</summary>
    /// <exception cref="BudgetExceededException">The budget is spent.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(int mix, long executions)
    {
        var own = tallies;
        if ((uint)mix >= (uint)own.Length)
        {
            return;
        }

        ref var tally = ref own[mix];
        tally.Executions += executions;
        long pending = Pending + (executions * tally.Price);
        Pending = pending;
        if (pending >= Slice)
        {
            Pending = 0;
            if (Interlocked.Add(ref Meter.Posted, pending) > Meter.PostedLimit)
            {
                // Thrown here, not there: the JIT then knows that no value lives on across the call.
                throw Exceeded();
            }
        }
    }

    /// <summary>A method begins whose loops keep operations to themselves. Not inlined: small ends leave a method's loops the registers they had.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void EnterLoops(long operations) => AtRisk += operations;

    /// <summary>It ends, and they have been counted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void LeaveLoops(long operations) => AtRisk -= operations;

    /// <summary>Counts executions of a mix by a call, where code must be small rather than fast.</summary>
    /// <exception cref="BudgetExceededException">The budget is spent.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void CountOutOfLine(int mix, long executions) => Count(mix, executions);

    /// <summary>Counts operations of the host; throws nothing.</summary>
    public void Add(OperationCounts operations, long times)
    {
        for (int unit = 0; unit < OperationCounts.Classes; unit++)
        {
            ref var tally = ref tallies[unit];
            long executions = checked(operations[(OperationClass)unit] * times);
            if (executions == 0)
            {
                continue;
            }

            tally.Executions += executions;
            Interlocked.Add(ref Meter.Posted, checked(executions * tally.Price));
        }
    }

    /// <summary>Charges what exceptions took with them: all that is at risk beyond what the methods still on the stack keep.</summary>
    /// <param name="atRisk">What these keep.</param>
    public void SettleUnwound(long atRisk)
    {
        long unwound = AtRisk - atRisk;
        AtRisk = atRisk;
        if (unwound > 0 && tallies.Length > 0)
        {
            ref var tally = ref tallies[(int)OperationClass.Unwound];
            tally.Executions += unwound;
            Interlocked.Add(ref Meter.Posted, unwound * tally.Price);
        }
    }

    /// <summary>Adds this thread's executions to those of others.</summary>
    public void AddTo(long[] sums)
    {
        for (int mix = 0; mix < sums.Length; mix++)
        {
            sums[mix] += Volatile.Read(ref tallies[mix].Executions);
        }
    }

    // Code that runs outside every meter's window (a finalizer, a thread whose context was suppressed) counts for nobody.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ThreadCounter OfThisThread() => _bound ?? Bindings.Nobody;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private BudgetExceededException Exceeded() => new(Meter.Spent, Meter.Budget);

    // Apart, so that the fields above need no check of whether these were made.
    private static class Bindings
    {
        public static readonly List<ThreadCounter> All = [];

        public static readonly ThreadCounter Nobody = new(new ComputeMeter(), managedThreadId: 0, []);
    }
}
