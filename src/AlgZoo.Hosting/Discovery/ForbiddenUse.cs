using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using AlgZoo.Numerics;

namespace AlgZoo.Hosting;

/// <summary>What a plugin's assembly does that would make its counts worth nothing: reaching into the meter, or paying back.</summary>
internal static class ForbiddenUse
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, Assembly> HostAssemblies =
        new[] { typeof(ComputeMeter).Assembly, typeof(ForwardPass).Assembly }.ToDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The first forbidden thing that an assembly does, as a clause about it with the remedy; null if there is none.</summary>
    public static string? Find(AssemblyFile file) =>
        Attributes(file) ?? file.Metadata.TypeReferences.Select(handle => InternalType(file.Metadata, handle)).FirstOrDefault(reason => reason is not null)
        ?? file.Metadata.MemberReferences.Select(handle => InternalMember(file.Metadata, handle)).FirstOrDefault(reason => reason is not null)
        ?? NegativeCharge(file);

    private static string? Attributes(AssemblyFile file)
    {
        var metadata = file.Metadata;
        foreach (var handle in metadata.CustomAttributes)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            string? name = attribute.Constructor.Kind switch
            {
                HandleKind.MemberReference => Name(metadata, metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent),
                HandleKind.MethodDefinition => Name(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()),
                _ => null,
            };
            if (string.Equals(name, typeof(IgnoresAccessChecksToAttribute).FullName, StringComparison.Ordinal))
            {
                return "grants itself access to internals with IgnoresAccessChecksTo; remove the attribute";
            }

            if (string.Equals(name, typeof(UnsafeAccessorAttribute).FullName, StringComparison.Ordinal))
            {
                return "reaches into other assemblies with UnsafeAccessor; use what the contract offers";
            }
        }

        return null;
    }

    private static string? InternalType(MetadataReader metadata, TypeReferenceHandle handle) =>
        HostType(metadata, handle) is { IsVisible: false } type ? $"uses {type.FullName}, which belongs to the host; use what the contract offers" : null;

    private static string? InternalMember(MetadataReader metadata, MemberReferenceHandle handle)
    {
        var reference = metadata.GetMemberReference(handle);
        if (reference.Parent.Kind != HandleKind.TypeReference || HostType(metadata, (TypeReferenceHandle)reference.Parent) is not { } type)
        {
            return null;
        }

        string name = metadata.GetString(reference.Name);
        MemberInfo[] candidates = reference.GetKind() == MemberReferenceKind.Field
            ? type.GetMember(name, MemberTypes.Field, Everything)
            : [.. type.GetMember(name, MemberTypes.Method | MemberTypes.Constructor, Everything).Where(each => ((MethodBase)each).GetParameters().Length == Parameters(metadata, reference))];
        return candidates.Length > 0 && !candidates.Any(IsVisible) ? $"uses {type.Name}.{name}, which belongs to the host; use what the contract offers" : null;
    }

    private static int Parameters(MetadataReader metadata, MemberReference reference)
    {
        var signature = metadata.GetBlobReader(reference.Signature);
        if (signature.ReadSignatureHeader().IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        return signature.ReadCompressedInteger();
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => true,
    };

    private static string? NegativeCharge(AssemblyFile file)
    {
        var metadata = file.Metadata;
        HashSet<EntityHandle> charges = [.. metadata.MemberReferences.Where(handle => IsCharge(metadata, metadata.GetMemberReference(handle)))];
        if (charges.Count == 0)
        {
            return null;
        }

        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0 && (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.IL
                && IntermediateLanguage.ConstantsPassedTo(charges, file.MethodBody(method.RelativeVirtualAddress)).Any(flops => flops < 0))
            {
                return $"charges a negative number of FLOPs in {Name(metadata, method.GetDeclaringType())}.{metadata.GetString(method.Name)}; a charge is never negative";
            }
        }

        return null;
    }

    private static bool IsCharge(MetadataReader metadata, MemberReference reference) =>
        metadata.StringComparer.Equals(reference.Name, nameof(ComputeMeter.Charge)) && string.Equals(Name(metadata, reference.Parent), typeof(ComputeMeter).FullName, StringComparison.Ordinal);

    private static Type? HostType(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind == HandleKind.AssemblyReference
            && HostAssemblies.TryGetValue(metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name), out var assembly)
            ? assembly.GetType(Name(metadata, handle)!)
            : null;
    }

    private static string? Name(MetadataReader metadata, EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeReference when metadata.GetTypeReference((TypeReferenceHandle)type) is var reference => Joined(metadata, reference.Namespace, reference.Name),
        HandleKind.TypeDefinition when metadata.GetTypeDefinition((TypeDefinitionHandle)type) is var definition => Joined(metadata, definition.Namespace, definition.Name),
        _ => null,
    };

    private static string Joined(MetadataReader metadata, StringHandle space, StringHandle name) => space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";
}
