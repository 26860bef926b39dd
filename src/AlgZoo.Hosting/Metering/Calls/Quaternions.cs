using static AlgZoo.Hosting.Doubles;

namespace AlgZoo.Hosting;

/// <summary><see cref="System.Numerics.Quaternion"/> and <see cref="System.Numerics.Plane"/>.</summary>
internal static class Quaternions
{
    private static readonly OperationTable Table = new(
        (Add * 4, "Add Subtract Negate"),
        (Add * 3, "Conjugate"),
        (Product, "Multiply Concatenate"),
        (Multiply * 4, "Multiply(Quaternion,Single)"),
        (Inverse, "Inverse"),
        (Inverse + Product, "Divide"),
        (InnerProduct(4), "Dot LengthSquared"),
        (InnerProduct(4) + SquareRoot, "Length"),
        (VectorStructs.Normalization(4), "Normalize"),
        (Compare * 4, "Equals get_IsIdentity"),
        (InnerProduct(4) + Compare + Add + Blend + VectorStructs.Normalization(4), "Lerp"),
        (InnerProduct(4) + (Compare * 2) + Add + (Transcendental * 4) + Divide + (Multiply * 4) + Blend, "Slerp"),
        ((Transcendental * 2) + (Multiply * 4), "CreateFromAxisAngle"),
        (FromYawPitchRoll, "CreateFromYawPitchRoll"),
        ((Add * 6) + Compare + SquareRoot + Divide + (Multiply * 4), "CreateFromRotationMatrix"));

    private static readonly OperationTable Planes = new(
        ((Add * 6) + VectorStructs.CrossProduct + VectorStructs.Normalization(3) + InnerProduct(3) + Add, "CreateFromVertices"),
        (InnerProduct(4), "Dot"),
        (InnerProduct(3) + Add, "DotCoordinate"),
        (InnerProduct(3), "DotNormal"),
        (InnerProduct(3) + SquareRoot + (Divide * 4), "Normalize"),
        (Matrices.Inverse4x4 + (InnerProduct(4) * 4), "Transform(Plane,Matrix4x4)"),
        (Rotation, "Transform(Plane,Quaternion)"),
        (Compare * 4, "Equals"));

    /// <summary>q v q*: a conjugate and two products.</summary>
    public static OperationCounts Rotation => (Add * 3) + (Product * 2);

    /// <summary>Sine and cosine of three half angles, and four sums of two products.</summary>
    public static OperationCounts FromYawPitchRoll => (Multiply * 19) + (Transcendental * 6) + (Add * 4);

    private static OperationCounts Product => InnerProduct(4) * 4;

    private static OperationCounts Inverse => InnerProduct(4) + (Add * 3) + (Divide * 4);

    private static OperationCounts Blend => ((Multiply * 2) + Add) * 4;

    public static CallPrice? Of(Callee callee) => callee.TypeName switch
    {
        "System.Numerics.Quaternion" => NumericStructs.InSingle(callee, Table),
        "System.Numerics.Plane" => NumericStructs.InSingle(callee, Planes),
        _ => null,
    };
}
