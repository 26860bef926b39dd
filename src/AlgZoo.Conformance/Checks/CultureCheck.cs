using AlgZoo.Evaluation;

namespace AlgZoo.Conformance;

/// <summary>Whether the current culture matters.</summary>
internal sealed class CultureCheck() : SurroundingsCheck(new(
    "culture",
    "The current culture does not matter: where numbers have a decimal comma, the estimate is the same.",
    "Give CultureInfo.InvariantCulture to every Parse, ToString and Format, and StringComparison.Ordinal to every comparison."))
{
    protected override string When => "where numbers have a decimal comma";

    protected override CellSurroundings Surroundings(Subject subject) => new(HasForeignCulture: true, WorkingDirectory: null, TimeSpan.Zero);
}
