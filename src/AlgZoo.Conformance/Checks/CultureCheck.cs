using AlgZoo.Evaluation;

namespace AlgZoo.Conformance;

/// <summary>Whether the current culture matters.</summary>
internal sealed class CultureCheck() : SurroundingsCheck(new(
    "culture",
    "The current culture does not matter: where numbers have a decimal comma, the estimate is the same.",
    "Give CultureInfo.InvariantCulture to every Parse, ToString and Format, and StringComparison.Ordinal to every comparison."))
{
    // One of them is not that of this process, whatever that is.
    protected override IReadOnlyList<(string When, CellSurroundings Surroundings)> Others(Subject subject) =>
    [
        ("where numbers have a decimal comma", new CellSurroundings(HasForeignCulture: true, WorkingDirectory: null, TimeSpan.Zero)),
        ("in the invariant culture", new CellSurroundings(HasForeignCulture: false, WorkingDirectory: null, TimeSpan.Zero)),
    ];
}
