using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>What came of one call into a plugin.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Value">The result; null unless the outcome is <see cref="Outcome.Completed"/>.</param>
/// <param name="Message">For a failure, one line with its reason.</param>
/// <param name="Details">For an exception, the first frames of its stack.</param>
internal sealed record CallReport<T>(Outcome Outcome, T? Value, string? Message, IReadOnlyList<string> Details)
    where T : class
{
    public static CallReport<T> Completed(T value) => new(Outcome.Completed, value, null, []);

    public static CallReport<T> Failed(Outcome outcome, string message) => new(outcome, null, message, []);

    public static CallReport<T> OverBudget(ComputeMeter meter) => Failed(Outcome.OverBudget, new BudgetExceededException(meter.Spent, meter.Budget).Message);

    /// <summary>The outcome of an exception. More than the budget was charged: that is the outcome whatever was made of it afterwards.</summary>
    public static CallReport<T> Threw(Exception exception, ComputeMeter meter)
    {
        if (meter.IsExceeded)
        {
            return OverBudget(meter);
        }

        var outcome = PluginFailure.IsCausedBy<OutOfMemoryException>(exception) ? Outcome.OutOfMemory : Outcome.Faulted;
        return new(outcome, null, PluginFailure.Describe(exception), PluginFailure.Frames(exception));
    }
}
