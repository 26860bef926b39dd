using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>What a call into a plugin cost.</summary>
/// <param name="Flops">FLOPs under price table <c>default-1</c>: what the scores use.</param>
/// <param name="DeclaredFlops">Those of them that the plugin declared by hand.</param>
/// <param name="Operations">The operations behind them, by class.</param>
/// <param name="Grade">How much of the plugin's work the meter saw.</param>
/// <param name="Unmetered">The call sites that were executed and that the meter cannot see, most hits first.</param>
/// <param name="SetUpFlops">FLOPs, under <c>default-1</c>, of the plugin's constructors and static constructors during the call: they cannot know the model, and are shown but never scored.</param>
public sealed record ComputeReport(long Flops, long DeclaredFlops, OperationCounts Operations, MeteringGrade Grade, IReadOnlyList<UnmeteredSite> Unmetered, long SetUpFlops)
{
    /// <summary>The report of a call that did not take place.</summary>
    public static ComputeReport Nothing { get; } = new(0, 0, OperationCounts.None, MeteringGrade.Full, [], 0);
}

/// <summary>How much of a plugin's work the meter saw.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeteringGrade>))]
public enum MeteringGrade
{
    /// <summary>All that was executed.</summary>
    Full,

    /// <summary>All but what some of the executed calls do: native code, arithmetic inside a library that is not metered, code made at run time.</summary>
    Partial,

    /// <summary>Nothing but the host's own kernels: the plugin's code could not be metered.</summary>
    None,
}

/// <summary>A call site whose work the meter cannot see.</summary>
/// <param name="Callee">What is called, for example <c>System.Linq.Enumerable.OrderBy</c>.</param>
/// <param name="Kind">Why it cannot be seen.</param>
/// <param name="Caller">The calling method.</param>
/// <param name="Source">File and line of the call, for example <c>MyEstimator.cs:12</c>; null without debug symbols.</param>
/// <param name="Hits">How often it was executed; what constructors and static state execute counts once.</param>
public sealed record UnmeteredSite(string Callee, UnmeteredKind Kind, string Caller, string? Source, long Hits);

/// <summary>Why the meter cannot see what a call does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnmeteredKind>))]
public enum UnmeteredKind
{
    /// <summary>Native code.</summary>
    Native,

    /// <summary>Arithmetic inside a library that is not metered and has no price.</summary>
    Arithmetic,

    /// <summary>A way to run code that was not there when the plugin was loaded: compiled expressions, reflection, other processes.</summary>
    Escape,
}
