namespace AlgZoo;

/// <summary>
/// Makes a public class that implements <see cref="IMechanisticEstimator"/> visible to the bench. The host reads it from the
/// assembly's metadata before any code of the plugin runs.
/// </summary>
/// <param name="id">
/// The name by which suites, tables and the command line know the estimator: lower-case letters, digits and hyphens
/// (<c>covariance-propagation</c>), unique among all plugins of a run.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EstimatorAttribute(string id) : Attribute
{
    /// <summary>The unique id of the estimator.</summary>
    public string Id { get; } = id;

    /// <summary>How the estimator arrives at its number. Must be stated truthfully; default <see cref="EstimatorKind.Sampling"/>.</summary>
    public EstimatorKind Kind { get; set; } = EstimatorKind.Sampling;

    /// <summary>One line for <c>algzoo list estimators</c>.</summary>
    public string Summary { get; set; } = "";

    /// <summary>Where the method comes from (paper, section), or empty.</summary>
    public string Reference { get; set; } = "";
}
