namespace AlgZoo.Exact;

/// <summary>A vector of three dimensions, or the linear form whose coefficients it holds.</summary>
internal readonly record struct Vector3D(double X, double Y, double Z)
{
    /// <summary>The largest absolute coefficient.</summary>
    public double MaximumNorm => Math.Max(Math.Max(Math.Abs(X), Math.Abs(Y)), Math.Abs(Z));

    public static Vector3D operator +(in Vector3D left, in Vector3D right) => new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    public static Vector3D operator -(in Vector3D left, in Vector3D right) => new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    public static Vector3D operator *(double factor, in Vector3D vector) => new(factor * vector.X, factor * vector.Y, factor * vector.Z);

    public static double Dot(in Vector3D left, in Vector3D right) => (left.X * right.X) + (left.Y * right.Y) + (left.Z * right.Z);

    public static Vector3D Cross(in Vector3D left, in Vector3D right) =>
        new((left.Y * right.Z) - (left.Z * right.Y), (left.Z * right.X) - (left.X * right.Z), (left.X * right.Y) - (left.Y * right.X));

    public static Vector3D Normalize(in Vector3D vector) => (1 / Math.Sqrt(Dot(vector, vector))) * vector;
}
