using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>An estimator that can be run.</summary>
/// <param name="Id">Its unique id, and behind a colon the options that were set: <c>explicit-ranks:l=3</c>.</param>
/// <param name="Kind">How it arrives at its number.</param>
/// <param name="UsesAdvice">Whether it prepares advice from the base model.</param>
/// <param name="Summary">One line about it; may be empty.</param>
/// <param name="Reference">Where the method comes from; may be empty.</param>
/// <param name="Plugin">Name of its plugin.</param>
/// <param name="Path">Absolute path of the plugin's DLL.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of that DLL.</param>
public sealed record EstimatorInfo(string Id, EstimatorKind Kind, bool UsesAdvice, string Summary, string Reference, string Plugin, string Path, string Sha256)
{
    /// <summary>Between the id that a plugin declares and the options that a user sets.</summary>
    public const char OptionsSeparator = ':';

    /// <summary>The id that the plugin declares.</summary>
    [JsonIgnore]
    public string DeclaredId => Id.Split(OptionsSeparator)[0];

    /// <summary>The options that were set, as <see cref="EstimatorOptions"/> reads them; empty for none.</summary>
    [JsonIgnore]
    public string Options => Id[Math.Min(Id.Length, DeclaredId.Length + 1)..];

    /// <summary>This estimator with its options set.</summary>
    /// <param name="options">The options.</param>
    /// <returns>An estimator with an id of its own.</returns>
    public EstimatorInfo With(EstimatorOptions options) =>
        options?.ToString() is { Length: > 0 } text ? this with { Id = DeclaredId + OptionsSeparator + text } : this with { Id = DeclaredId };
}
