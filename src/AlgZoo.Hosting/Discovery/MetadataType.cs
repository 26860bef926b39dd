using System.Reflection;
using System.Reflection.Metadata;

namespace AlgZoo.Hosting;

/// <summary>A class in the metadata of an assembly.</summary>
internal readonly record struct MetadataType(AssemblyFile File, TypeDefinitionHandle Handle)
{
    private const int MaximumDepth = 64;

    public TypeDefinition Definition => File.Metadata.GetTypeDefinition(Handle);

    /// <summary>The name as <see cref="Assembly.GetType(string)"/> takes it: nested classes after a plus sign.</summary>
    public string FullName
    {
        get
        {
            var definition = Definition;
            string name = File.Metadata.GetString(definition.Name);
            if (definition.GetDeclaringType() is { IsNil: false } outer)
            {
                return new MetadataType(File, outer).FullName + "+" + name;
            }

            string @namespace = File.Metadata.GetString(definition.Namespace);
            return @namespace.Length == 0 ? name : @namespace + "." + name;
        }
    }

    public bool IsClass => (Definition.Attributes & TypeAttributes.ClassSemanticsMask) == TypeAttributes.Class;

    public bool IsAbstract => Definition.Attributes.HasFlag(TypeAttributes.Abstract);

    public bool IsGeneric => Definition.GetGenericParameters().Count > 0;

    public bool IsPublic => (Definition.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => new MetadataType(File, Definition.GetDeclaringType()).IsPublic,
        _ => false,
    };

    public static IEnumerable<MetadataType> AllOf(AssemblyFile file) => file.Metadata.TypeDefinitions.Select(handle => new MetadataType(file, handle));

    /// <summary>Whether there is a public constructor, with parameters or only one without.</summary>
    public bool HasPublicConstructor(bool parameterless)
    {
        foreach (var handle in Definition.GetMethods())
        {
            var method = File.Metadata.GetMethodDefinition(handle);
            if (method.Attributes.HasFlag(MethodAttributes.Public) && File.Metadata.StringComparer.Equals(method.Name, ".ctor"))
            {
                // The signature: a calling convention, then the number of parameters (ECMA-335 II.23.2.1).
                var signature = File.Metadata.GetBlobReader(method.Signature);
                signature.ReadSignatureHeader();
                if (!parameterless || signature.ReadCompressedInteger() == 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether the class or one of its base classes, here or in a private dependency, implements an interface of the contract.</summary>
    /// <param name="contractInterface">Name of the interface in the namespace <c>AlgZoo</c>.</param>
    /// <param name="open">Opens a private dependency; null for what is not one.</param>
    public bool Implements(string contractInterface, Func<AssemblyName, AssemblyFile?> open)
    {
        MetadataType? type = this;
        for (int depth = 0; type is { } current && depth < MaximumDepth; depth++)
        {
            var metadata = current.File.Metadata;
            foreach (var handle in current.Definition.GetInterfaceImplementations())
            {
                var implemented = metadata.GetInterfaceImplementation(handle).Interface;
                if (implemented.Kind == HandleKind.TypeReference && IsContractType(metadata, (TypeReferenceHandle)implemented, contractInterface))
                {
                    return true;
                }
            }

            type = current.BaseClass(open);
        }

        return false;
    }

    /// <summary>Whether a reference means a type of the contract.</summary>
    public static bool IsContractType(MetadataReader metadata, TypeReferenceHandle handle, string name)
    {
        var reference = metadata.GetTypeReference(handle);
        return metadata.StringComparer.Equals(reference.Name, name)
            && metadata.StringComparer.Equals(reference.Namespace, nameof(AlgZoo))
            && reference.ResolutionScope.Kind == HandleKind.AssemblyReference
            && metadata.StringComparer.Equals(metadata.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name, SharedAssemblies.Contract.Name!);
    }

    private MetadataType? BaseClass(Func<AssemblyName, AssemblyFile?> open)
    {
        var metadata = File.Metadata;
        var handle = Definition.BaseType;
        if (!handle.IsNil && handle.Kind == HandleKind.TypeSpecification)
        {
            // An instantiation of a generic class: GENERICINST, CLASS, then the class itself (ECMA-335 II.23.2.12).
            var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
            handle = signature.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance && signature.ReadCompressedInteger() == (int)SignatureTypeKind.Class
                ? signature.ReadTypeHandle()
                : default;
        }

        if (handle.IsNil)
        {
            return null;
        }

        return handle.Kind == HandleKind.TypeDefinition
            ? new MetadataType(File, (TypeDefinitionHandle)handle)
            : ReferencedClass(metadata.GetTypeReference((TypeReferenceHandle)handle), open);
    }

    private MetadataType? ReferencedClass(TypeReference reference, Func<AssemblyName, AssemblyFile?> open)
    {
        if (reference.ResolutionScope.Kind != HandleKind.AssemblyReference
            || open(File.Metadata.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).GetAssemblyName()) is not { } file)
        {
            return null;
        }

        string name = File.Metadata.GetString(reference.Name);
        string @namespace = File.Metadata.GetString(reference.Namespace);
        foreach (var type in AllOf(file))
        {
            var definition = type.Definition;
            if (file.Metadata.StringComparer.Equals(definition.Name, name) && file.Metadata.StringComparer.Equals(definition.Namespace, @namespace))
            {
                return type;
            }
        }

        return null;
    }
}
