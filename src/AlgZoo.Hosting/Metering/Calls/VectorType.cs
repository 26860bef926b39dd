using System.Numerics;
using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>A SIMD vector.</summary>
/// <param name="Bits">Width, or <see cref="MachineWidth"/>.</param>
/// <param name="Element">Type of a lane.</param>
internal readonly record struct VectorType(int Bits, TypeReference Element)
{
    /// <summary>The width of <see cref="Vector{T}"/>, which depends on the machine.</summary>
    public const int MachineWidth = -1;

    /// <summary>The vector that a type is; null for any other type.</summary>
    public static VectorType? Of(TypeReference type) => type is not GenericInstanceType { GenericArguments: [var element] } instance
        ? null
        : instance.ElementType.FullName switch
        {
            "System.Runtime.Intrinsics.Vector64`1" => new VectorType(64, element),
            "System.Runtime.Intrinsics.Vector128`1" => new VectorType(128, element),
            "System.Runtime.Intrinsics.Vector256`1" => new VectorType(256, element),
            "System.Runtime.Intrinsics.Vector512`1" => new VectorType(512, element),
            "System.Numerics.Vector`1" => new VectorType(MachineWidth, element),
            _ => null,
        };

    public static int Bytes(int bits) => bits == MachineWidth ? Vector<byte>.Count : bits / 8;

    /// <summary>The widest vector of floating-point numbers among a method's parameters, else its result or, for a member of a vector, that vector.</summary>
    public static (FloatElement Element, int Bits)? Widest(Callee callee) =>
        Widest(callee.Parameters) ?? Widest([callee.ReturnType]) ?? Widest([callee.DeclaringType]);

    /// <summary>The widest vector of floating-point numbers among types.</summary>
    public static (FloatElement Element, int Bits)? Widest(IEnumerable<TypeReference> types) => types
        .Select(Of)
        .Where(vector => vector is not null && FloatElement.Of(vector.Value.Element) is not null)
        .OrderByDescending(vector => Bytes(vector!.Value.Bits))
        .Select(vector => ((FloatElement, int)?)(FloatElement.Of(vector!.Value.Element)!.Value, vector.Value.Bits))
        .FirstOrDefault();
}
