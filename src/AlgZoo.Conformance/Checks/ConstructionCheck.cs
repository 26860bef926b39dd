namespace AlgZoo.Conformance;

/// <summary>Whether the estimator can be constructed and disposed.</summary>
internal sealed class ConstructionCheck() : EstimatorCheck(new(
    Id,
    "The estimator can be constructed by dependency injection, more than once, and disposed: every cell gets a fresh instance.",
    "Give the class one public constructor that takes PluginContext, ILogger<T>, EstimatorOptions or services that the plugin's IEstimatorPlugin registers, and let neither it nor Dispose throw."))
{
    public const string Id = "construction";

    public override Finding Examine(Subject subject, CancellationToken cancellationToken)
    {
        for (int instance = 1; instance <= 2; instance++)
        {
            if (subject.ConstructionFailure(cancellationToken) is { } failure)
            {
                return Finding.Failed($"{(instance == 1 ? "it" : "a second instance")} cannot be constructed and disposed: {failure}");
            }
        }

        return Finding.Passed("constructed and disposed twice");
    }
}
