namespace AlgZoo.Evaluation;

/// <summary>An estimator that can be run.</summary>
/// <param name="Id">Its unique id.</param>
/// <param name="Kind">How it arrives at its number.</param>
/// <param name="UsesAdvice">Whether it prepares advice from the base model.</param>
/// <param name="Summary">One line about it; may be empty.</param>
/// <param name="Reference">Where the method comes from; may be empty.</param>
/// <param name="Plugin">Name of its plugin.</param>
/// <param name="Path">Absolute path of the plugin's DLL.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of that DLL.</param>
public sealed record EstimatorInfo(string Id, EstimatorKind Kind, bool UsesAdvice, string Summary, string Reference, string Plugin, string Path, string Sha256);
