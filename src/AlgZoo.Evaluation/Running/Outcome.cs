using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>How a cell ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>A valid estimate within the budget.</summary>
    Completed,

    /// <summary>The estimator, its constructor or its plugin's set-up threw an exception.</summary>
    Faulted,

    /// <summary>The time limit passed.</summary>
    TimedOut,

    /// <summary>Memory ran out.</summary>
    OutOfMemory,

    /// <summary>More was charged than the budget allows.</summary>
    OverBudget,

    /// <summary>The process that ran the estimator died.</summary>
    Crashed,

    /// <summary>The estimate is null, NaN, infinite or out of range.</summary>
    InvalidEstimate,

    /// <summary>The process that ran the estimator broke the protocol.</summary>
    ProtocolError,

    /// <summary>The estimator declined the problem.</summary>
    NotSupported,
}
