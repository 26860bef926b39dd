namespace AlgZoo.Hosting;

/// <summary>The files in plugin folders that plugins may be made of, as they are at a moment.</summary>
internal sealed class PluginFiles
{
    private static readonly string[] CodeExtensions = [".dll", ".pdb", ".json", ".so", ".dylib"];

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None, MaxRecursionDepth = 8 };

    private readonly Dictionary<string, FileState> _states = new(Paths.Comparer);

    private PluginFiles()
    {
    }

    /// <summary>The files and their states.</summary>
    public IReadOnlyDictionary<string, FileState> States => _states;

    /// <summary>Looks at all files.</summary>
    /// <param name="locations">Plugin folders and DLLs, as <see cref="PluginCatalog.Discover"/> takes them.</param>
    /// <param name="except">Folders that belong to nobody's plugin, wherever they lie.</param>
    public static PluginFiles In(IEnumerable<string> locations, IReadOnlyList<string> except)
    {
        var files = new PluginFiles();
        foreach (string location in locations)
        {
            try
            {
                files.Visit(Path.GetFullPath(location), except);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The catalogue says so.
            }
        }

        return files;
    }

    /// <summary>Whether all files are what they were.</summary>
    public bool IsSame(PluginFiles other) => AreSame(_states, other._states);

    /// <summary>Whether all files that may hold code are what they were. Other files are data: a plugin may write them itself while it is run.</summary>
    public bool HasSameCode(PluginFiles other) => AreSame(Code(), other.Code());

    /// <summary>Whether a file may hold code, and not data.</summary>
    public static bool IsCode(string path) => CodeExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static bool AreSame(Dictionary<string, FileState> some, Dictionary<string, FileState> others) =>
        some.Count == others.Count && some.All(entry => others.TryGetValue(entry.Key, out var state) && state == entry.Value);

    private Dictionary<string, FileState> Code() => _states.Where(entry => IsCode(entry.Key)).ToDictionary(Paths.Comparer);

    private void Visit(string location, IReadOnlyList<string> except)
    {
        if (File.Exists(location))
        {
            AddLoose(new DirectoryInfo(Path.GetDirectoryName(location)!));
        }
        else if (Directory.Exists(location))
        {
            var folder = new DirectoryInfo(location);
            AddLoose(folder);
            foreach (var own in folder.EnumerateDirectories().Where(own => own.EnumerateFiles().Any(file => Paths.IsDll(file.Name))))
            {
                Add(own.EnumerateFiles("*", Everything).Where(file => !except.Any(excepted => Paths.IsBelow(file.FullName, excepted))));
            }
        }
    }

    // Beside a loose plugin lies what is nobody's; a plugin with data has a folder of its own.
    private void AddLoose(DirectoryInfo folder) => Add(folder.EnumerateFiles().Where(file => IsCode(file.Name)));

    private void Add(IEnumerable<FileInfo> files)
    {
        foreach (var file in files)
        {
            if (FileState.Of(file) is { } state)
            {
                _states[file.FullName] = state;
            }
        }
    }
}
