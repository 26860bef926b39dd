using System.Runtime.CompilerServices;

namespace AlgZoo.Metering;

/// <summary>What the host's rewriter makes plugin code call, beside <see cref="ThreadCounter"/>.</summary>
internal static class MeteredCode
{
    /// <summary>
    /// Begins a handler. It could swallow any exception: once the budget is spent, nothing is swallowed. What the exception took with it is charged, or a loop of exceptions would compute for nothing.
    /// </summary>
    /// <param name="counter">The counter of the method.</param>
    /// <param name="atRisk">What was at risk when the method began.</param>
    /// <exception cref="BudgetExceededException">The budget is spent.</exception>
    public static void EnterCatch(ThreadCounter counter, long atRisk)
    {
        counter.SettleUnwound(atRisk);
        if (counter.Meter.IsExceeded)
        {
            throw new BudgetExceededException(counter.Meter.Spent, counter.Meter.Budget);
        }
    }

    /// <summary>
    /// Begins a static constructor: it runs once, for whichever cell comes first, so that it is counted as the plugin's set-up, without a limit (an exception would make its type unusable for good).
    /// </summary>
    /// <returns>What <see cref="Leave"/> needs.</returns>
    public static ThreadCounter? EnterStaticConstructor()
    {
        var outer = ThreadCounter.Bound;
        if (outer is not null)
        {
            ThreadCounter.Bound = outer.Meter.SetUp.CounterOfThisThread();
        }

        return outer;
    }

    /// <summary>Begins a finalizer: it belongs to no cell, and runs beside all of them.</summary>
    /// <returns>What <see cref="Leave"/> needs.</returns>
    public static ThreadCounter? EnterFinalizer()
    {
        var outer = ThreadCounter.Bound;
        ThreadCounter.Bound = new ComputeMeter().CounterOfThisThread();
        return outer;
    }

    /// <summary>Ends what one of the above began.</summary>
    /// <param name="outer">What it returned.</param>
    public static void Leave(ThreadCounter? outer) => ThreadCounter.Bound = outer;

    /// <summary>1 where T is double, else 0; a constant to the JIT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long IsDouble<T>()
        where T : allows ref struct => typeof(T) == typeof(double) ? 1 : 0;

    /// <summary>1 where T is float or Half, else 0; a constant to the JIT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long IsSingle<T>()
        where T : allows ref struct => typeof(T) == typeof(float) || typeof(T) == typeof(Half) ? 1 : 0;

    /// <summary>How many lanes of T, where T is float or Half, fit into 32 bits, else 0; a constant to the JIT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SinglesIn32Bits<T>()
        where T : allows ref struct => typeof(T) == typeof(float) ? 1 : typeof(T) == typeof(Half) ? 2 : 0;
}
