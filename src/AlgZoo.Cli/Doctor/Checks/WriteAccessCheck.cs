using AlgZoo.Hosting;

namespace AlgZoo.Cli;

/// <summary>Whether runs, plugins and temporary files can be written where they usually go.</summary>
internal sealed class WriteAccessCheck : ICheck
{
    public string Id => "write-access";

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        var folders = new List<(string Folder, string Remedy)>
        {
            (Environment.CurrentDirectory, "Change to a folder of your own, or pass --out: runs and trained models are written below the current directory."),
            (Path.TrimEndingDirectorySeparator(Path.GetTempPath()), "Make the folder writable, or name another one by TMPDIR: builds and tests of plugins need it."),
        };
        if (PluginFolders.UserFolder is { } plugins)
        {
            folders.Add((plugins, "Make the folder writable, or pass plugins by --plugins: builds of plugin projects deploy to it."));
        }

        Finding[] obstacles =
        [
            .. from entry in folders
               let obstacle = FolderAccess.WhyNotWritable(entry.Folder)
               where obstacle is not null
               select Finding.Note(Id, $"{entry.Folder} cannot be written: {obstacle}", entry.Remedy),
        ];
        return obstacles.Length > 0 ? obstacles : [Finding.Ok(Id, string.Join(", ", folders.Select(entry => entry.Folder).Distinct(StringComparer.Ordinal)))];
    }
}
