using System.Globalization;
using static AlgZoo.Hosting.Doubles;

namespace AlgZoo.Hosting;

/// <summary><see cref="System.Numerics.Vector2"/> and its kin: what is done to each component, and the products of vectors.</summary>
internal static class VectorStructs
{
    private static readonly OperationTable Table2 = Products(2, crossProduct: (Multiply * 2) + Add);
    private static readonly OperationTable Table3 = Products(3, CrossProduct);
    private static readonly OperationTable Table4 = Products(4, CrossProduct);

    /// <summary>The cross product in three dimensions.</summary>
    public static OperationCounts CrossProduct => (Multiply * 6) + (Add * 3);

    /// <summary>A vector divided by its length.</summary>
    public static OperationCounts Normalization(int dimension) => InnerProduct(dimension) + SquareRoot + (Divide * dimension);

    public static CallPrice? Of(Callee callee) => callee.TypeName switch
    {
        "System.Numerics.Vector2" => Price(callee, Table2, 2),
        "System.Numerics.Vector3" => Price(callee, Table3, 3),
        "System.Numerics.Vector4" => Price(callee, Table4, 4),
        _ => null,
    };

    private static CallPrice Price(Callee callee, OperationTable products, int dimension)
    {
        if (!products.TryGet(callee, out var operations) && ElementwiseOperations.Of(callee) is { } each)
        {
            operations = each * dimension;
        }

        return CallPrice.Of(operations, each => new CallCost(each.InSingle()));
    }

    private static OperationTable Products(int dimension, OperationCounts crossProduct)
    {
        var dot = InnerProduct(dimension);
        var difference = Add * dimension;
        string own = string.Create(CultureInfo.InvariantCulture, $"Vector{dimension}");
        return new OperationTable(
            (dot, "Dot LengthSquared"),
            (dot + SquareRoot, "Length"),
            (difference + dot, "DistanceSquared"),
            (difference + dot + SquareRoot, "Distance"),
            (Normalization(dimension), "Normalize"),
            (dot + Multiply + (Fused * dimension), "Reflect"),
            (Add * (dimension - 1), "Sum"),
            (crossProduct, "Cross"),
            (Quaternions.Rotation, $"Transform({own},Quaternion)" + (dimension == 4 ? " Transform(Vector2,Quaternion) Transform(Vector3,Quaternion)" : "")),
            (Affine(2, dimension), "Transform(Vector2,Matrix3x2) Transform(Vector2,Matrix4x4)"),
            (Affine(3, dimension), "Transform(Vector3,Matrix4x4)"),
            (InnerProduct(4) * dimension, "Transform(Vector4,Matrix4x4)"),
            (InnerProduct(dimension) * dimension, "TransformNormal"));
    }

    /// <summary>A product with a matrix and a translation.</summary>
    private static OperationCounts Affine(int from, int to) => (InnerProduct(from) + Add) * to;
}
