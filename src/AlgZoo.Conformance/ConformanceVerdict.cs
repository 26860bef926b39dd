using System.Text.Json.Serialization;

namespace AlgZoo.Conformance;

/// <summary>What came of a check.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConformanceVerdict>))]
public enum ConformanceVerdict
{
    /// <summary>The requirement is met.</summary>
    Passed,

    /// <summary>Nothing is wrong, but something is worth a look.</summary>
    Warning,

    /// <summary>The requirement is not met.</summary>
    Failed,

    /// <summary>The check does not apply to this estimator, or another failure leaves nothing to check.</summary>
    Skipped,
}
