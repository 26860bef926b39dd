using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>The interfaces of generic math, called on a type that may be known or a generic parameter.</summary>
internal static class GenericMath
{
    public static CallPrice? Of(Callee callee)
    {
        if (callee.Namespace is not "System.Numerics" || callee.DeclaringType is not GenericInstanceType { GenericArguments: [var self, ..] } || !callee.DeclaringType.Name.StartsWith('I'))
        {
            return null;
        }

        var type = callee.ConstrainedTo ?? self;
        return type.FullName is "System.Numerics.Complex" ? Complexes.Price(callee) : Scalars.Elementwise(callee, FloatElement.Of(type));
    }
}
