using System.Globalization;
using System.Reflection.Metadata;

namespace AlgZoo.Hosting;

/// <summary>The arguments of an <see cref="EstimatorAttribute"/> as the metadata holds them.</summary>
internal sealed record EstimatorDeclaration(string? Id, EstimatorKind Kind, string Summary, string Reference)
{
    /// <summary>The declaration on a class, or null if it has none.</summary>
    public static EstimatorDeclaration? Find(MetadataType type)
    {
        var metadata = type.File.Metadata;
        foreach (var handle in type.Definition.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && MetadataType.IsContractType(metadata, (TypeReferenceHandle)parent, nameof(EstimatorAttribute)))
            {
                return Decode(attribute);
            }
        }

        return null;
    }

    private static EstimatorDeclaration Decode(CustomAttribute attribute)
    {
        var value = attribute.DecodeValue(ArgumentTypes.Instance);
        object? Named(string name) => value.NamedArguments.FirstOrDefault(argument => string.Equals(argument.Name, name, StringComparison.Ordinal)).Value;
        var defaults = new EstimatorAttribute("");
        return new EstimatorDeclaration(
            value.FixedArguments is [{ Value: string id }] ? id : null,
            Named(nameof(EstimatorAttribute.Kind)) is { } kind ? (EstimatorKind)Convert.ToInt32(kind, CultureInfo.InvariantCulture) : defaults.Kind,
            OneLine.Of(Named(nameof(EstimatorAttribute.Summary)) as string),
            OneLine.Of(Named(nameof(EstimatorAttribute.Reference)) as string));
    }

    // Of all argument types the attribute has strings and one enumeration over int.
    private sealed class ArgumentTypes : ICustomAttributeTypeProvider<string>
    {
        public static ArgumentTypes Instance { get; } = new();

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSystemType() => nameof(Type);

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeReference(handle).Name);

        public string GetTypeFromSerializedName(string name) => name;

        public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

        public bool IsSystemType(string type) => string.Equals(type, nameof(Type), StringComparison.Ordinal);
    }
}
