namespace AlgZoo.Plugins;

/// <summary>A method that may be chosen.</summary>
/// <param name="Id">The id under which it is scored on its own.</param>
/// <param name="Estimator">The method.</param>
/// <param name="Reason">Why it is chosen where it supports a problem.</param>
internal sealed record Candidate(string Id, IMechanisticEstimator Estimator, string Reason)
{
    /// <summary>On which problems that it supports it is the best; default all.</summary>
    public Func<EstimationProblem, bool> Applies { get; init; } = _ => true;
}
