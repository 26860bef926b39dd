using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>What would be metered of a plugin, and what would not: found from its IL, without running any of its code.</summary>
/// <param name="Path">Absolute path of the plugin's DLL.</param>
/// <param name="Assemblies">The plugin's assembly and its private dependencies; empty if the plugin cannot be metered.</param>
/// <param name="UnmeteredAssemblies">Private dependencies whose IL is not understood: they run as they are, and calls into them count as unmetered.</param>
/// <param name="UnmeteredCallees">What the plugin can call that the meter cannot see, most call sites first.</param>
/// <param name="Refusal">Why the plugin would be refused; null if it would not.</param>
/// <param name="Reason">Why the plugin's own assembly cannot be metered; null if it can.</param>
public sealed record MeteringPreview(
    string Path, IReadOnlyList<PreviewedAssembly> Assemblies, IReadOnlyList<PreviewedDependency> UnmeteredAssemblies, IReadOnlyList<PreviewedCallee> UnmeteredCallees, string? Refusal, string? Reason)
{
    /// <summary>The best grade that a cell can get: <see cref="MeteringGrade.Full"/> as long as none of <see cref="UnmeteredCallees"/> is called.</summary>
    public MeteringGrade BestGrade => Reason is null ? MeteringGrade.Full : MeteringGrade.None;

    /// <summary>Examines a DLL. It need not be a plugin: any .NET assembly can be looked at.</summary>
    /// <param name="path">Path of the DLL; its private dependencies are found through its <c>.deps.json</c>, otherwise beside it.</param>
    /// <param name="cacheFolder">Where metered forms are remembered, see <see cref="AlgZooOptions.CacheFolder"/>.</param>
    /// <param name="timeProvider">Tells the time, for the cache.</param>
    /// <returns>The preview.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file, or one of its dependencies, cannot be read or is no .NET assembly.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static MeteringPreview Of(string path, string cacheFolder, TimeProvider timeProvider)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(cacheFolder);
        string full = System.IO.Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new FileNotFoundException($"{path} does not exist; name a plugin's DLL.");
        }

        if (!AssemblyFile.TryOpen(full, out var file, out string? defect))
        {
            throw new IOException($"{path} {defect}.");
        }

        using (file)
        {
            string? refusal = Forbidden(file);
            try
            {
                var metered = new MeteredCache(cacheFolder, timeProvider).Get(PluginAssemblies.Collect(AssemblyInput.Read(full)));
                return new MeteringPreview(
                    full,
                    [.. metered.Assemblies.Select(each => new PreviewedAssembly(each.Name, each.Methods, each.RewrittenMethods, each.LeafMethods, each.Operations))],
                    [.. metered.UnmeteredAssemblies.Select(each => new PreviewedDependency(each.Name, each.Reason))],
                    Callees(metered.UnmeteredCalls),
                    refusal,
                    Reason: null);
            }
            catch (MeteringException exception)
            {
                return new MeteringPreview(full, [], [], [], refusal, exception.Message);
            }
        }
    }

    private static string? Forbidden(AssemblyFile file)
    {
        try
        {
            return ForbiddenUse.Find(file);
        }
        catch (Exception exception) when (AssemblyFile.IsDamage(exception))
        {
            throw new IOException($"{file.Path} is damaged ({OneLine.Of(exception.Message)}); build it again and copy the whole DLL.", exception);
        }
    }

    private static PreviewedCallee[] Callees(IEnumerable<UnmeteredCall> calls) =>
    [
        .. calls.GroupBy(call => (call.Callee, call.Kind))
            .Select(group => new PreviewedCallee(group.Key.Callee, group.Key.Kind, group.Count(), group.First().Caller, group.Select(call => call.Source).FirstOrDefault(source => source is not null)))
            .OrderByDescending(callee => callee.Sites).ThenBy(callee => callee.Callee, StringComparer.Ordinal),
    ];
}

/// <summary>An assembly that would be metered.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Methods">Methods with a body.</param>
/// <param name="CountingMethods">Those that count what they execute.</param>
/// <param name="MethodsCountedByCallers">Small ones that are counted where they are called.</param>
/// <param name="Operations">Operations in its IL, each instruction once: what there is, not what is executed.</param>
public sealed record PreviewedAssembly(string Name, int Methods, int CountingMethods, int MethodsCountedByCallers, OperationCounts Operations);

/// <summary>A private dependency that cannot be metered.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Reason">Why not.</param>
public sealed record PreviewedDependency(string Name, string Reason);

/// <summary>Something that is called and that the meter cannot see.</summary>
/// <param name="Callee">What is called.</param>
/// <param name="Kind">Why the meter cannot see it.</param>
/// <param name="Sites">From how many places.</param>
/// <param name="Caller">The first of them.</param>
/// <param name="Source">Its file and line; null without debug symbols.</param>
public sealed record PreviewedCallee(string Callee, UnmeteredKind Kind, int Sites, string Caller, string? Source);
