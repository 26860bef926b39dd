using AlgZoo.Metering;

namespace AlgZoo;

/// <summary>
/// Counts the floating-point operations of one cell and enforces its budget, in FLOPs of <see cref="PriceTable.Default"/>. The host meters a plugin's code automatically; there is nothing to call.
/// Safe for concurrent use.
/// </summary>
public sealed class ComputeMeter
{
    /// <summary>The budget that stands for "no limit".</summary>
    public const long Unlimited = long.MaxValue;

    /// <summary>What the threads have posted, in FLOPs.</summary>
    internal long Posted;

    /// <summary>What <see cref="Posted"/> may reach.</summary>
    internal long PostedLimit;

    private readonly Lock _lock = new();
    private readonly List<ThreadCounter> _counters = [];
    private readonly OperationMixes _mixes;
    private long _declared;

    /// <summary>Creates a meter at zero.</summary>
    /// <param name="budget">FLOPs that may be spent, at least 0; <see cref="Unlimited"/> for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="budget"/> is negative.</exception>
    public ComputeMeter(long budget = Unlimited)
        : this(budget, OperationMixes.Units, setUp: null)
    {
    }

    /// <summary>Creates the meter of a metered plugin's cell.</summary>
    /// <param name="budget">As above.</param>
    /// <param name="mixes">What the plugin's code counts.</param>
    /// <param name="setUp">Receives what static constructors do; null for this meter itself.</param>
    internal ComputeMeter(long budget, OperationMixes mixes, ComputeMeter? setUp)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        Budget = budget;
        PostedLimit = budget;
        _mixes = mixes;
        SetUp = setUp ?? this;
    }

    /// <summary>FLOPs that may be spent.</summary>
    public long Budget { get; }

    /// <summary>FLOPs spent so far; above <see cref="Budget"/> once it was exceeded.</summary>
    public long Spent
    {
        get
        {
            lock (_lock)
            {
                long spent = Interlocked.Read(ref Posted);
                foreach (var counter in _counters)
                {
                    spent += Volatile.Read(ref counter.Pending);
                }

                return SaturatingSum(spent, _declared);
            }
        }
    }

    /// <summary>FLOPs left, never below 0.</summary>
    public long Remaining => Math.Max(0, Budget - Spent);

    /// <summary>True once more was spent than <see cref="Budget"/>, even if the exception was swallowed.</summary>
    public bool IsExceeded => Spent > Budget;

    /// <summary>Where static constructors are counted: they run once, for whichever cell comes first.</summary>
    internal ComputeMeter SetUp { get; }

    /// <summary>What its window does to the clocks that metered code reads; null for nothing.</summary>
    internal ClockShift? ClockShift { get; init; }

    /// <summary>What is wrong with how the plugin used this meter; null if nothing is.</summary>
    internal string? Misuse { get; private set; }

    /// <summary>FLOPs that the plugin declared with <see cref="Charge(long)"/>.</summary>
    internal long Declared
    {
        get
        {
            lock (_lock)
            {
                return _declared;
            }
        }
    }

    /// <summary>
    /// Adds work that the host cannot see, such as that of native code, to the count: all other work is counted without it. Charge before doing the work: a charge that does not fit stops the estimator
    /// there.
    /// </summary>
    /// <param name="flops">
    /// FLOPs, not negative (a negative charge fails the cell), under price table <c>default-1</c>: add, subtract, multiply, divide, square root, negate, absolute value, compare, minimum and
    /// maximum 1; fused multiply-add 2; exp, log, sin, cos, tanh, pow, erf, Phi and their kin 16; integer work, moves, conversions and random draws 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="flops"/> is negative.</exception>
    /// <exception cref="BudgetExceededException">The count is now above <see cref="Budget"/>.</exception>
    public void Charge(long flops)
    {
        if (flops < 0)
        {
            Misuse = FormattableString.Invariant($"{nameof(ComputeMeter)}.{nameof(Charge)} was called with {flops} FLOPs; a charge is never negative.");
            throw new ArgumentOutOfRangeException(nameof(flops), flops, "A charge is never negative.");
        }

        lock (_lock)
        {
            _declared = SaturatingSum(_declared, flops);
            Volatile.Write(ref PostedLimit, Budget - _declared);
            ThrowIfExceeded();
        }
    }

    /// <summary>Adds what a kernel of the host is about to do, to the meter of the window that is open on the calling thread.</summary>
    /// <param name="operations">Operations of doing it once.</param>
    /// <param name="times">How often.</param>
    /// <exception cref="BudgetExceededException">The budget of the window's meter is spent.</exception>
    internal static void ChargeWindow(OperationCounts operations, long times) => ThreadCounter.Bound?.Meter.Charge(operations, times);

    /// <summary>Adds what a kernel of the host is about to do for a problem. A plugin that makes a problem with a meter of its own is charged all the same.</summary>
    /// <param name="operations">Operations of doing it once.</param>
    /// <param name="times">How often.</param>
    /// <exception cref="BudgetExceededException">The count is now above <see cref="Budget"/>.</exception>
    internal void Charge(OperationCounts operations, long times)
    {
        var counter = CounterOfThisThread();
        counter.Add(operations, times);
        if (ThreadCounter.Bound is { } bound && bound != counter)
        {
            bound.Meter.Charge(operations, times);
        }

        ThrowIfExceeded();
    }

    /// <summary>All operations counted so far, by class.</summary>
    internal OperationCounts Operations()
    {
        long[] executions = Executions();
        var sum = OperationCounts.Of((OperationClass.Declared, Declared));
        for (int mix = 0; mix < executions.Length; mix++)
        {
            if (executions[mix] != 0)
            {
                sum += _mixes[mix] * executions[mix];
            }
        }

        return sum;
    }

    /// <summary>How often each operation mix was executed so far.</summary>
    internal long[] Executions()
    {
        long[] sums = new long[_mixes.Count];
        lock (_lock)
        {
            foreach (var counter in _counters)
            {
                counter.AddTo(sums);
            }
        }

        return sums;
    }

    /// <summary>The counter of this meter for the calling thread.</summary>
    internal ThreadCounter CounterOfThisThread()
    {
        if (ThreadCounter.Bound is { } bound && bound.Meter == this)
        {
            return bound;
        }

        int thread = Environment.CurrentManagedThreadId;
        lock (_lock)
        {
            foreach (var known in _counters)
            {
                if (known.ManagedThreadId == thread)
                {
                    return known;
                }
            }

            var counter = new ThreadCounter(this, thread, _mixes.NewTallies());
            _counters.Add(counter);
            return counter;
        }
    }

    private static long SaturatingSum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    private void ThrowIfExceeded()
    {
        long spent = Spent;
        if (spent > Budget)
        {
            throw new BudgetExceededException(spent, Budget);
        }
    }
}
