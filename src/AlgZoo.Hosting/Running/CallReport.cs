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

    /// <summary>What the meter says is wrong with a call, whatever was made of it afterwards; null if nothing is.</summary>
    public static CallReport<T>? Defect(ComputeMeter meter) =>
        meter.Misuse is { } misuse ? Failed(Outcome.Faulted, misuse)
        : meter.IsExceeded ? Failed(Outcome.OverBudget, new BudgetExceededException(meter.Spent, meter.Budget).Message)
        : null;

    /// <summary>The outcome of an exception.</summary>
    public static CallReport<T> Threw(Exception exception)
    {
        var outcome = PluginFailure.IsCausedBy<OutOfMemoryException>(exception) ? Outcome.OutOfMemory : Outcome.Faulted;
        return new(outcome, null, PluginFailure.Describe(exception), PluginFailure.Frames(exception));
    }
}
