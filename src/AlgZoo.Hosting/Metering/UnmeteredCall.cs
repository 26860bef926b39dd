using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>A call site whose work the meter cannot see.</summary>
/// <param name="Callee">What is called, for example <c>System.Linq.Enumerable.OrderBy</c>.</param>
/// <param name="Kind">Why it cannot be seen.</param>
/// <param name="Caller">The calling method, for example <c>MyPlugin.MyEstimator.Estimate</c>.</param>
/// <param name="Source">File and line of the call, for example <c>MyEstimator.cs:12</c>; null without debug symbols.</param>
/// <param name="Mix">Id under which its hits are counted.</param>
internal sealed record UnmeteredCall(string Callee, UnmeteredKind Kind, string Caller, string? Source, int Mix);
