using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>Type references as a signature states them, without resolving any assembly.</summary>
internal static class TypeReferences
{
    /// <summary>Without modreq, modopt, pinned and sentinel.</summary>
    public static TypeReference Unmodified(TypeReference type)
    {
        while (type is IModifierType or PinnedType or SentinelType)
        {
            type = ((TypeSpecification)type).ElementType;
        }

        return type;
    }

    /// <summary>A type of a method's signature with the type arguments of the call put in.</summary>
    public static TypeReference Instantiated(TypeReference type, MethodReference method) => Instantiated(type, method.DeclaringType as IGenericInstance, method as IGenericInstance);

    /// <summary>The type of a field with the type arguments of its declaring type put in.</summary>
    public static TypeReference Instantiated(FieldReference field) => Instantiated(field.FieldType, field.DeclaringType as IGenericInstance, method: null);

    private static TypeReference Instantiated(TypeReference type, IGenericInstance? declaring, IGenericInstance? method)
    {
        type = Unmodified(type);
        switch (type)
        {
            case GenericParameter parameter:
                var source = parameter.Type == GenericParameterType.Type ? declaring : method;
                return source is not null && parameter.Position < source.GenericArguments.Count ? source.GenericArguments[parameter.Position] : parameter;
            case ByReferenceType reference:
                return new ByReferenceType(Instantiated(reference.ElementType, declaring, method));
            case PointerType pointer:
                return new PointerType(Instantiated(pointer.ElementType, declaring, method));
            case ArrayType array:
                return new ArrayType(Instantiated(array.ElementType, declaring, method), array.Rank);
            case GenericInstanceType generic:
                var instance = new GenericInstanceType(generic.ElementType);
                foreach (var argument in generic.GenericArguments)
                {
                    instance.GenericArguments.Add(Instantiated(argument, declaring, method));
                }

                return instance;
            default:
                return type;
        }
    }
}
