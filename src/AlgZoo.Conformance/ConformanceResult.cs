namespace AlgZoo.Conformance;

/// <summary>What one check found.</summary>
/// <param name="Check">The check.</param>
/// <param name="Estimator">Id of the estimator; null where the plugin as a whole was checked.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Finding">What was seen, in one line: the numbers, the model, the budget, the seed.</param>
/// <param name="Seconds">Wall-clock seconds that the check took.</param>
public sealed record ConformanceResult(ConformanceCheck Check, string? Estimator, ConformanceVerdict Verdict, string Finding, double Seconds);
