using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>The type of a floating-point number, or a generic parameter that may stand for one.</summary>
/// <param name="Bytes">Size; 0 for a generic parameter.</param>
/// <param name="Generic">The generic parameter.</param>
internal readonly record struct FloatElement(int Bytes, GenericParameter? Generic)
{
    /// <summary>The number type of a scalar; null for any other type.</summary>
    public static FloatElement? Of(TypeReference type) => type switch
    {
        GenericParameter { HasReferenceTypeConstraint: false } parameter => new FloatElement(0, parameter),
        _ => type.FullName switch
        {
            "System.Double" or "System.Runtime.InteropServices.NFloat" => new FloatElement(sizeof(double), null),
            "System.Single" => new FloatElement(sizeof(float), null),
            "System.Half" => new FloatElement(sizeof(ushort), null),
            _ => null,
        },
    };

    /// <summary>The cost of an operation on scalars.</summary>
    public CallCost Scalar(OperationCounts doubles) => Generic is null ? new CallCost(InPrecision(doubles)) : new CallCost(doubles, Generic);

    /// <summary>The cost of an operation on vectors, for each lane.</summary>
    public CallCost Vector(OperationCounts doubles, int bits) => Generic is null
        ? new CallCost(InPrecision(doubles) * (VectorType.Bytes(bits) / Bytes))
        : new CallCost(doubles, Generic, bits);

    private OperationCounts InPrecision(OperationCounts doubles) => Bytes == sizeof(double) ? doubles : doubles.InSingle();
}
