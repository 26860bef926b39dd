using System.Globalization;

namespace AlgZoo;

/// <summary>More compute was spent than the budget allows. Let it pass: the host records the cell as <c>OverBudget</c>.</summary>
public sealed class BudgetExceededException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="spent">FLOPs spent so far, with what did not fit.</param>
    /// <param name="budget">FLOPs that were allowed.</param>
    public BudgetExceededException(long spent, long budget)
        : base(string.Create(CultureInfo.InvariantCulture, $"{spent:N0} FLOPs were spent where the budget is {budget:N0}."))
    {
        Spent = spent;
        Budget = budget;
    }

    /// <summary>FLOPs spent so far, with what did not fit.</summary>
    public long Spent { get; }

    /// <summary>FLOPs that were allowed.</summary>
    public long Budget { get; }
}
