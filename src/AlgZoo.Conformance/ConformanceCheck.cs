namespace AlgZoo.Conformance;

/// <summary>One thing that is asked of an estimator, or of the plugin that holds it.</summary>
/// <param name="Id">Its name on the command line, in JSON and in docs/conformance.md: lower-case letters and hyphens.</param>
/// <param name="Requirement">What is asked, and why; one or two sentences.</param>
/// <param name="Remedy">What to do where it is not met.</param>
public sealed record ConformanceCheck(string Id, string Requirement, string Remedy);
