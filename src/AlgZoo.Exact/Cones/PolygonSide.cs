namespace AlgZoo.Exact;

/// <summary>On which sides of a plane through the origin a spherical polygon lies.</summary>
internal enum PolygonSide
{
    /// <summary>On the plane: no vertex is away from it. Also if there is no plane, the form being 0.</summary>
    On,

    /// <summary>Where the form is not negative, and somewhere positive.</summary>
    Positive,

    /// <summary>Where the form is not positive, and somewhere negative.</summary>
    Negative,

    /// <summary>The plane cuts it in two.</summary>
    Both,
}
