using AlgZoo.Evaluation;

namespace AlgZoo.Conformance;

/// <summary>Whether the current directory matters.</summary>
internal sealed class DirectoryCheck() : SurroundingsCheck(new(
    "directory",
    "The current directory does not matter: in an empty one, and in the plugin's own folder, the estimate is the same.",
    "Read data files from PluginContext.Folder, which the constructor may take, never from a relative path; write none."))
{
    // Where an author starts a plugin is often the folder that it is built to.
    protected override IReadOnlyList<(string When, CellSurroundings Surroundings)> Others(Subject subject) =>
    [
        ("in an empty current directory", In(subject.EmptyFolder)),
        ("in the plugin's own folder", In(Path.GetDirectoryName(subject.Info.Path)!)),
    ];

    private static CellSurroundings In(string folder) => new(HasForeignCulture: false, folder, TimeSpan.Zero);
}
