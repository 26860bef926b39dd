namespace AlgZoo.Hosting.Tests;

/// <summary>A temporary search folder that is filled with copies of the fixtures.</summary>
internal sealed class PluginFolder : IDisposable
{
    // Up from artifacts/bin/<project>/<configuration>.
    private static readonly string Fixtures = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "fixtures"));

    public string Root { get; } = Directory.CreateTempSubdirectory("algzoo-plugins-").FullName;

    /// <summary>Copies fixtures into folders of their own.</summary>
    public static PluginFolder With(params string[] fixtures)
    {
        var folder = new PluginFolder();
        foreach (string fixture in fixtures)
        {
            folder.Add(fixture);
        }

        return folder;
    }

    public string Dll(string name) => File(name, name + ".dll");

    public string File(params string[] parts) => Path.Combine([Root, .. parts]);

    public void Add(string fixture, string? folderName = null) => CopyFiles(fixture, Directory.CreateDirectory(File(folderName ?? fixture)).FullName);

    public void AddLoose(string fixture) => CopyFiles(fixture, Root);

    /// <summary>Copies the DLL alone, without .deps.json.</summary>
    public void AddLooseDll(string fixture, string dll) => System.IO.File.Copy(Path.Combine(Fixtures, fixture, dll), File(dll), overwrite: true);

    public PluginCatalog Discover() => PluginCatalog.Discover([Root]);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void CopyFiles(string fixture, string destination)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Fixtures, fixture)))
        {
            System.IO.File.Copy(file, Path.Combine(destination, Path.GetFileName(file)), overwrite: true);
        }
    }
}
