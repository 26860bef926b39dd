using System.Reflection;

namespace AlgZoo.Hosting;

/// <summary>Which assemblies of a plugin are metered: its own and, transitively, all that it refers to and that is neither the runtime's nor shared with the host.</summary>
internal static class PluginAssemblies
{
    // Its functions have prices. To meter its code instead would cost four times their own time.
    private static readonly string[] Priced = ["System.Numerics.Tensors"];

    /// <summary>Reads the assemblies.</summary>
    /// <param name="plugin">The plugin's own.</param>
    /// <returns>The plugin's own first, then the others in the order in which they are referred to.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static IReadOnlyList<AssemblyInput> Collect(AssemblyInput plugin)
    {
        var dependencies = new PluginDependencies(plugin.Path);
        var seen = new HashSet<string>(Priced, StringComparer.OrdinalIgnoreCase);
        var inputs = new List<AssemblyInput>();
        var pending = new Queue<AssemblyInput>([plugin]);
        while (pending.TryDequeue(out var input))
        {
            inputs.Add(input);
            foreach (var reference in References(input).Where(reference => !SharedAssemblies.Contains(reference) && seen.Add(reference.Name!)))
            {
                if (dependencies.FindAssembly(reference) is { } path)
                {
                    pending.Enqueue(AssemblyInput.Read(path));
                }
            }
        }

        return inputs;
    }

    public static bool IsPriced(AssemblyName name) => Priced.Contains(name.Name, StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<AssemblyName> References(AssemblyInput input)
    {
        if (!AssemblyFile.TryOpen(input.Path, out var file, out _))
        {
            return [];
        }

        using (file)
        {
            return file.References;
        }
    }
}
