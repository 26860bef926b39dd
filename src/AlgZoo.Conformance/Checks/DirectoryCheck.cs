using AlgZoo.Evaluation;

namespace AlgZoo.Conformance;

/// <summary>Whether the current directory matters.</summary>
internal sealed class DirectoryCheck() : SurroundingsCheck(new(
    "directory",
    "The current directory does not matter: in an empty one the estimate is the same.",
    "Read data files from PluginContext.Folder, which the constructor may take, never from a relative path; write none."))
{
    protected override string When => "in another current directory";

    protected override CellSurroundings Surroundings(Subject subject) => new(HasForeignCulture: false, subject.EmptyFolder, TimeSpan.Zero);
}
