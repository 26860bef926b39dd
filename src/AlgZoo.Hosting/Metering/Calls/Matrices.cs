using static AlgZoo.Hosting.Doubles;

namespace AlgZoo.Hosting;

/// <summary><see cref="System.Numerics.Matrix3x2"/> and <see cref="System.Numerics.Matrix4x4"/>.</summary>
internal static class Matrices
{
    private static readonly OperationTable Table3x2 = new(
        (Add * 6, "Add Subtract Negate"),
        (Multiply * 6, "Multiply(Matrix3x2,Single)"),
        ((InnerProduct(2) * 6) + (Add * 2), "Multiply"),
        (Compare * 6, "Equals get_IsIdentity"),
        (Lerp * 6, "Lerp"),
        (InnerProduct(2), "GetDeterminant"),
        (InnerProduct(2) + Add + Compare + Divide + (Multiply * 4) + (Add * 2) + ((InnerProduct(2) + Multiply) * 2), "Invert"),
        (RotationAngle, "CreateRotation"),
        (RotationAngle + (InnerProduct(2) * 2) + (Add * 2), "CreateRotation(Single,Vector2)"),
        ((Multiply + Add) * 2, "CreateScale(Single,Single,Vector2) CreateScale(Vector2,Vector2) CreateScale(Single,Vector2)"),
        (Transcendental * 2, "CreateSkew"),
        ((Transcendental + Multiply + Add) * 2, "CreateSkew(Single,Single,Vector2)"));

    private static readonly OperationTable Table4x4 = new(
        (Add * 16, "Add Subtract Negate"),
        (Multiply * 16, "Multiply(Matrix4x4,Single)"),
        (Product4x4, "Multiply"),
        (Compare * 16, "Equals get_IsIdentity"),
        (Lerp * 16, "Lerp"),
        ((InnerProduct(2) * 6) + (InnerProduct(3) * 4) + InnerProduct(4), "GetDeterminant"),
        (Inverse4x4, "Invert"),
        (FromQuaternion + Product4x4, "Transform"),
        (FromQuaternion, "CreateFromQuaternion"),
        (Quaternions.FromYawPitchRoll + FromQuaternion, "CreateFromYawPitchRoll"),
        ((Transcendental * 2) + (Multiply * 21) + (Add * 18), "CreateFromAxisAngle"),
        ((Transcendental * 2) + Add, "CreateRotationX CreateRotationY CreateRotationZ"),
        ((Transcendental * 2) + Add + (InnerProduct(2) * 2) + (Add * 2), "CreateRotationX(Single,Vector3) CreateRotationY(Single,Vector3) CreateRotationZ(Single,Vector3)"),
        ((Multiply + Add) * 3, "CreateScale(Single,Single,Single,Vector3) CreateScale(Vector3,Vector3) CreateScale(Single,Vector3)"),
        ((Add * 3) + Basis, "CreateBillboard CreateBillboardLeftHanded"),
        ((Add * 6) + Basis + View, "CreateLookAt CreateLookAtLeftHanded"),
        ((Add * 3) + Basis + View, "CreateLookTo CreateLookToLeftHanded"),
        ((Add * 3) + Basis, "CreateWorld"),
        ((Divide * 3) + Add + Multiply, "CreateOrthographic CreateOrthographicLeftHanded"),
        ((Divide * 3) + (Add * 7) + (Multiply * 5), "CreateOrthographicOffCenter CreateOrthographicOffCenterLeftHanded"),
        ((Compare * 3) + (Divide * 3) + Add + (Multiply * 3), "CreatePerspective CreatePerspectiveLeftHanded"),
        ((Compare * 4) + Transcendental + (Divide * 3) + Add + (Multiply * 3), "CreatePerspectiveFieldOfView CreatePerspectiveFieldOfViewLeftHanded"),
        ((Compare * 3) + (Divide * 3) + (Add * 5) + (Multiply * 6), "CreatePerspectiveOffCenter CreatePerspectiveOffCenterLeftHanded"),
        (InnerProduct(3) + SquareRoot + (Divide * 4) + (Multiply * 15) + (Add * 3), "CreateReflection"),
        (InnerProduct(3) + SquareRoot + (Divide * 4) + InnerProduct(3) + (Multiply * 16) + (Add * 8), "CreateShadow"),
        ((Multiply * 2) + (Add * 4), "CreateViewport CreateViewportLeftHanded"));

    /// <summary>Functions whose work depends on what the matrix or the vectors are; nobody has counted them.</summary>
    private static readonly NameSet Uncounted = new("Decompose CreateConstrainedBillboard CreateConstrainedBillboardLeftHanded");

    /// <summary>Twelve minors of two rows, sixteen cofactors, the determinant and the division by it.</summary>
    public static OperationCounts Inverse4x4 => (InnerProduct(2) * 12) + ((InnerProduct(3) + Multiply) * 16) + InnerProduct(4) + Add + Compare + Divide;

    private static OperationCounts Product4x4 => InnerProduct(4) * 16;

    private static OperationCounts FromQuaternion => (Multiply * 18) + (Add * 12);

    private static OperationCounts Lerp => (Multiply + Add) * 2;

    /// <summary>An angle is reduced, compared with the quarter turns, and its sine and cosine taken.</summary>
    private static OperationCounts RotationAngle => Divide + (Compare * 4) + (Transcendental * 2) + Add;

    /// <summary>An orthonormal basis of a direction and an approximate second one.</summary>
    private static OperationCounts Basis => (VectorStructs.Normalization(3) + VectorStructs.CrossProduct) * 2;

    private static OperationCounts View => (InnerProduct(3) + Add) * 3;

    public static CallPrice? Of(Callee callee) => callee.TypeName switch
    {
        "System.Numerics.Matrix3x2" => NumericStructs.InSingle(callee, Table3x2),
        "System.Numerics.Matrix4x4" => Uncounted.Contains(callee.Name) ? CallPrice.HiddenArithmetic : NumericStructs.InSingle(callee, Table4x4),
        _ => null,
    };
}
