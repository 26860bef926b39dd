namespace AlgZoo.Hosting;

/// <summary>Collects plugins and problems over several folders.</summary>
internal sealed class PluginSearch
{
    private readonly HashSet<string> _paths = new(Paths.Comparer);
    private readonly HashSet<string> _hashes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Plugin> _owners = new(StringComparer.Ordinal);

    public List<Plugin> Plugins { get; } = [];

    public List<PluginProblem> Problems { get; } = [];

    public void Visit(string location)
    {
        if (!_paths.Add(location))
        {
            return;
        }

        try
        {
            if (File.Exists(location))
            {
                VisitPlugin(location);
            }
            else if (Directory.Exists(location))
            {
                VisitLoose(Dlls(location));
                foreach (string folder in Directory.EnumerateDirectories(location).Order(StringComparer.Ordinal))
                {
                    VisitPluginFolder(folder);
                }
            }
            else
            {
                Problems.Add(new(location, "does not exist; create the folder or correct the path"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problems.Add(new(location, $"cannot be searched ({OneLine.Of(e.Message)}); check its permissions"));
        }
    }

    private static List<string> Dlls(string folder) => [.. Directory.EnumerateFiles(folder).Where(Paths.IsDll).Order(StringComparer.Ordinal)];

    private void VisitPluginFolder(string folder)
    {
        List<string> dlls;
        try
        {
            dlls = Dlls(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problems.Add(new(folder, $"cannot be searched ({OneLine.Of(e.Message)}); check its permissions"));
            return;
        }

        // Folders of translated resources lie beside a loose plugin that has some.
        if (dlls.TrueForAll(path => path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        string name = Path.GetFileName(folder);
        if (dlls.Find(path => string.Equals(Path.GetFileNameWithoutExtension(path), name, StringComparison.OrdinalIgnoreCase)) is { } main)
        {
            if (_paths.Add(main))
            {
                VisitPlugin(main);
            }
        }
        else if (_paths.Add(folder))
        {
            Problems.Add(new(folder, $"holds DLLs but no {name}.dll; name the folder like the plugin's DLL"));
        }
    }

    private void VisitLoose(List<string> dlls)
    {
        var files = new List<AssemblyFile>();
        var unreadable = new List<PluginProblem>();
        try
        {
            foreach (string path in dlls)
            {
                if (AssemblyFile.TryOpen(path, out var file, out string? reason))
                {
                    files.Add(file);
                }
                else
                {
                    unreadable.Add(new(path, reason));
                }
            }

            foreach (var file in files.Where(file => !IsDependency(file, files) && _paths.Add(file.Path)))
            {
                Add(file);
            }

            Problems.AddRange(unreadable.Where(problem => !files.Exists(file => file.CallsNative(Path.GetFileName(problem.Path))) && _paths.Add(problem.Path)));
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private static bool IsDependency(AssemblyFile file, List<AssemblyFile> files)
    {
        string name = Path.GetFileNameWithoutExtension(file.Path);
        try
        {
            return files.Exists(other => other != file && other.Refers(name)) && !PluginInspection.DeclaresEstimator(file);
        }
        catch (Exception e) when (AssemblyFile.IsDamage(e))
        {
            return false;
        }
    }

    private void VisitPlugin(string path)
    {
        if (AssemblyFile.TryOpen(path, out var file, out string? reason))
        {
            using (file)
            {
                Add(file);
            }
        }
        else
        {
            Problems.Add(new(path, reason));
        }
    }

    private void Add(AssemblyFile file)
    {
        if (_hashes.Contains(file.Sha256))
        {
            return;
        }

        var inspection = PluginInspection.Of(file);
        Problems.AddRange(inspection.Reasons.Select(reason => new PluginProblem(file.Path, reason)));
        if (inspection.Plugin is not { } plugin)
        {
            return;
        }

        _hashes.Add(file.Sha256);
        var kept = new List<PluginEstimator>();
        foreach (var estimator in plugin.Estimators)
        {
            if (_owners.TryAdd(estimator.Info.Id, plugin))
            {
                kept.Add(estimator);
            }
            else
            {
                string first = _owners[estimator.Info.Id].Path;
                Problems.Add(new(plugin.Path, $"offers the estimator '{estimator.Info.Id}' that {first} offers already and keeps; rename one or remove one of the two plugins"));
            }
        }

        Plugins.Add(plugin with { Estimators = kept });
    }
}
