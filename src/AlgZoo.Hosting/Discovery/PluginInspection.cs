using System.Reflection;
using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>Decides from metadata alone what a plugin offers and what keeps it from working.</summary>
/// <param name="Plugin">The plugin with its sound estimators; null if there are none.</param>
/// <param name="Reasons">What is wrong, a line each.</param>
internal sealed record PluginInspection(Plugin? Plugin, IReadOnlyList<string> Reasons)
{
    public static PluginInspection Of(AssemblyFile file)
    {
        var dependencies = new PluginDependencies(file.Path);
        var opened = new Dictionary<string, AssemblyFile?>(StringComparer.OrdinalIgnoreCase);
        AssemblyFile? Open(AssemblyName name)
        {
            if (!opened.TryGetValue(name.Name!, out var dependency))
            {
                dependency = !SharedAssemblies.Contains(name) && dependencies.FindAssembly(name) is { } path && AssemblyFile.TryOpen(path, out var found, out _) ? found : null;
                opened.Add(name.Name!, dependency);
            }

            return dependency;
        }

        try
        {
            return NoEstimator(file, Open) is { } none ? Refused(none)
                : NewerHostNeeded(file) is { } newer ? Refused(newer)
                : MissingDependencies(file, Open) is { } missing ? Refused(missing)
                : Cheating(opened.Values.OfType<AssemblyFile>().Prepend(file)) is { } cheating ? Refused(cheating)
                : Examine(file, Open);
        }
        catch (Exception e) when (AssemblyFile.IsDamage(e))
        {
            return Refused($"is damaged ({OneLine.Of(e.Message)}); build it again and copy the whole DLL");
        }
        finally
        {
            foreach (var dependency in opened.Values)
            {
                dependency?.Dispose();
            }
        }
    }

    public static bool DeclaresEstimator(AssemblyFile file) => MetadataType.AllOf(file).Any(type => EstimatorDeclaration.Find(type) is not null);

    private static PluginInspection Refused(string reason) => new(null, [reason]);

    private static string? NoEstimator(AssemblyFile file, Func<AssemblyName, AssemblyFile?> open)
    {
        if (DeclaresEstimator(file))
        {
            return null;
        }

        if (!file.Refers(SharedAssemblies.Contract.Name!))
        {
            return $"has no estimator inside: it does not refer to {SharedAssemblies.Contract.Name}; move it out of the plugin folder, or beside the plugin that uses it";
        }

        var candidates = MetadataType.AllOf(file).Where(type => type.IsClass && !type.IsAbstract && type.Implements(nameof(IMechanisticEstimator), open)).Select(type => type.FullName).ToList();
        return candidates.Count > 0
            ? $"has no estimator inside: {candidates[0]} implements {nameof(IMechanisticEstimator)} but lacks [Estimator(\"id\")]; add the attribute"
            : $"has no estimator inside; put [Estimator(\"id\")] on a public class that implements {nameof(IMechanisticEstimator)}";
    }

    private static string? NewerHostNeeded(AssemblyFile file)
    {
        foreach (var shared in SharedAssemblies.Versioned)
        {
            var needed = file.References.FirstOrDefault(reference => string.Equals(reference.Name, shared.Name, StringComparison.OrdinalIgnoreCase))?.Version;
            if (needed is not null && (needed.Major, needed.Minor).CompareTo((shared.Version!.Major, shared.Version.Minor)) > 0)
            {
                return $"needs {shared.Name} {needed.ToString(2)}, this host has {shared.Version.ToString(2)}; update AlgZoo Framework or build the plugin against {shared.Version.ToString(2)}";
            }
        }

        var runtime = file.References.FirstOrDefault(reference => string.Equals(reference.Name, "System.Runtime", StringComparison.Ordinal))?.Version;
        return runtime is not null && runtime.Major > Environment.Version.Major
            ? $"needs .NET {runtime.ToString(2)}, this host runs on {Environment.Version.ToString(2)}; build the plugin for net{Environment.Version.ToString(2)}"
            : null;
    }

    private static string? MissingDependencies(AssemblyFile file, Func<AssemblyName, AssemblyFile?> open)
    {
        var missing = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pending = new Queue<AssemblyFile>([file]);
        while (pending.TryDequeue(out var current))
        {
            foreach (var reference in current.References)
            {
                if (SharedAssemblies.Contains(reference) || !seen.Add(reference.Name!))
                {
                    continue;
                }

                if (open(reference) is { } dependency)
                {
                    pending.Enqueue(dependency);
                }
                else if (!FrameworkAssemblies.Contains(reference))
                {
                    string user = current == file ? "" : $" for {Path.GetFileNameWithoutExtension(current.Path)}";
                    missing.Add($"{reference.Name} {reference.Version}{user}");
                }
            }
        }

        return missing.Count == 0
            ? null
            : $"needs {string.Join(", ", missing)}, not found beside it or damaged; add the package to the plugin's project and copy the whole build output";
    }

    private static string? Cheating(IEnumerable<AssemblyFile> files) => files.Where(file => file.Refers(SharedAssemblies.Contract.Name!)).Select(ForbiddenUse.Find).FirstOrDefault(reason => reason is not null);

    private static PluginInspection Examine(AssemblyFile file, Func<AssemblyName, AssemblyFile?> open)
    {
        var reasons = new List<string>();
        var estimators = new List<PluginEstimator>();
        foreach (var type in MetadataType.AllOf(file))
        {
            if (EstimatorDeclaration.Find(type) is not { } declaration)
            {
                continue;
            }

            if (Defect(type, declaration, open) is { } defect)
            {
                reasons.Add($"{type.FullName} carries [Estimator] but {defect}");
            }
            else if (estimators.Find(estimator => string.Equals(estimator.Info.Id, declaration.Id, StringComparison.Ordinal)) is { } other)
            {
                reasons.Add($"{type.FullName} and {other.TypeName} both have the id '{declaration.Id}'; give each class an id of its own");
            }
            else
            {
                var info = new EstimatorInfo(
                    declaration.Id!,
                    declaration.Kind,
                    type.Implements(nameof(IAdvisedEstimator), open),
                    declaration.Summary,
                    declaration.Reference,
                    Path.GetFileNameWithoutExtension(file.Path),
                    file.Path,
                    file.Sha256);
                estimators.Add(new PluginEstimator(info, type.FullName));
            }
        }

        var setUps = MetadataType.AllOf(file).Where(type => type.IsClass && !type.IsAbstract && type.Implements(nameof(IEstimatorPlugin), open)).ToList();
        if (SetUpDefect(setUps) is { } setUpDefect)
        {
            return new(null, [.. reasons, setUpDefect]);
        }

        estimators.Sort((left, right) => string.CompareOrdinal(left.Info.Id, right.Info.Id));
        return new(estimators.Count == 0 ? null : new Plugin(file.Path, file.Sha256, estimators, setUps.Count == 0 ? null : setUps[0].FullName), reasons);
    }

    private static string? Defect(MetadataType type, EstimatorDeclaration declaration, Func<AssemblyName, AssemblyFile?> open)
    {
        if (!type.IsPublic)
        {
            return "is not public; make the class public";
        }

        if (type.IsAbstract)
        {
            return "is abstract; put the attribute on a class that can be created";
        }

        if (type.IsGeneric)
        {
            return "is generic; put the attribute on a class without type parameters";
        }

        if (!type.Implements(nameof(IMechanisticEstimator), open) && !type.Implements(nameof(IAdvisedEstimator), open))
        {
            return $"does not implement {nameof(IMechanisticEstimator)}; implement it or remove the attribute";
        }

        if (!type.HasPublicConstructor(parameterless: false))
        {
            return "has no public constructor; add one";
        }

        if (!IsValidId(declaration.Id))
        {
            return $"its id '{OneLine.Of(declaration.Id)}' is invalid; use lower-case letters, digits and hyphens, not beginning with a hyphen";
        }

        return Enum.IsDefined(declaration.Kind) ? null : FormattableString.Invariant($"its kind {(int)declaration.Kind} is unknown; use a member of {nameof(EstimatorKind)}");
    }

    private static string? SetUpDefect(List<MetadataType> setUps)
    {
        if (setUps.Count > 1)
        {
            return $"{setUps[0].FullName} and {setUps[1].FullName} both implement {nameof(IEstimatorPlugin)}; keep one of them";
        }

        return setUps.Count == 0 || (setUps[0].IsPublic && !setUps[0].IsGeneric && setUps[0].HasPublicConstructor(parameterless: true))
            ? null
            : $"{setUps[0].FullName} implements {nameof(IEstimatorPlugin)} but is not a public class with a public parameterless constructor; make it one";
    }

    private static bool IsValidId(string? id) =>
        id is { Length: > 0 } && id[0] != '-' && id.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
