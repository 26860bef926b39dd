namespace AlgZoo;

/// <summary>Counts the floating-point operations of one cell and enforces its budget. Safe for concurrent use.</summary>
public sealed class ComputeMeter
{
    /// <summary>The budget that stands for "no limit".</summary>
    public const long Unlimited = long.MaxValue;

    private long _spent;

    /// <summary>Creates a meter at zero.</summary>
    /// <param name="budget">FLOPs that may be spent, at least 0; <see cref="Unlimited"/> for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="budget"/> is negative.</exception>
    public ComputeMeter(long budget = Unlimited)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        Budget = budget;
    }

    /// <summary>FLOPs that may be spent.</summary>
    public long Budget { get; }

    /// <summary>FLOPs charged so far; above <see cref="Budget"/> once it was exceeded.</summary>
    public long Spent => Interlocked.Read(ref _spent);

    /// <summary>FLOPs left, never below 0.</summary>
    public long Remaining => Math.Max(0, Budget - Spent);

    /// <summary>True once more was charged than <see cref="Budget"/>, even if the exception was swallowed.</summary>
    public bool IsExceeded => Spent > Budget;

    /// <summary>Adds to the count. Charge before doing the work: a charge that does not fit stops the estimator there.</summary>
    /// <param name="flops">
    /// FLOPs, not negative, under price table <c>default-1</c>: add, subtract, multiply, divide, square root, negate, absolute value, compare, minimum and maximum 1; fused multiply-add 2;
    /// exp, log, sin, cos, tanh, pow, erf, Phi and their kin 16; integer work, moves, conversions and random draws 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="flops"/> is negative.</exception>
    /// <exception cref="BudgetExceededException">The count is now above <see cref="Budget"/>.</exception>
    public void Charge(long flops)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(flops);
        long spent;
        long before;
        do
        {
            before = Interlocked.Read(ref _spent);
            spent = before > long.MaxValue - flops ? long.MaxValue : before + flops;
        }
        while (Interlocked.CompareExchange(ref _spent, spent, before) != before);
        if (spent > Budget)
        {
            throw new BudgetExceededException(spent, Budget);
        }
    }
}
