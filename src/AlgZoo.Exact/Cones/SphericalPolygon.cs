namespace AlgZoo.Exact;

/// <summary>
/// A convex polygon on the unit sphere of three dimensions, standing for the cone over it: unit vertices, counter-clockwise seen from outside, joined by arcs shorter than half a great circle. Its
/// buffers are reused and grow as needed.
/// </summary>
internal sealed partial class SphericalPolygon
{
    private const int InitialCapacity = 8;

    // A vertex this close to a plane, in units of the form's largest coefficient, lies on it. Results do not change between 1e-15 and 1e-10; nearly coincident planes are merged.
    private const double RelativeTolerance = 1e-13;

    private Vector3D[] _vertices = new Vector3D[InitialCapacity];
    private double[] _values = new double[InitialCapacity];

    /// <summary>The vertices; none before the polygon is set.</summary>
    public ReadOnlySpan<Vector3D> Vertices => _vertices.AsSpan(0, Count);

    /// <summary>Number of vertices.</summary>
    public int Count { get; private set; }

    /// <summary>The distance from the plane of a form, in values of the form, within which a vertex lies on it.</summary>
    public static double Tolerance(in Vector3D form) => RelativeTolerance * form.MaximumNorm;

    /// <summary>Makes this the triangle of three unit vectors, counter-clockwise.</summary>
    public void SetTriangle(in Vector3D a, in Vector3D b, in Vector3D c)
    {
        Count = 3;
        _vertices[0] = a;
        _vertices[1] = b;
        _vertices[2] = c;
    }

    /// <summary>Another polygon of the same vertices.</summary>
    public SphericalPolygon Copy()
    {
        var copy = new SphericalPolygon();
        foreach (ref readonly var vertex in Vertices)
        {
            copy.Add(vertex);
        }

        return copy;
    }

    /// <summary>Splits by the plane where a linear form is 0. A vertex on the plane belongs to both parts.</summary>
    /// <param name="form">The form.</param>
    /// <param name="tolerance">Its <see cref="Tolerance"/>.</param>
    /// <param name="positive">Receives the part where the form is positive, if the plane cuts this polygon; else it is left alone.</param>
    /// <param name="negative">Receives the part where it is negative, likewise. All three polygons are different objects.</param>
    /// <returns>Where this polygon lies.</returns>
    public PolygonSide Split(in Vector3D form, double tolerance, SphericalPolygon positive, SphericalPolygon negative)
    {
        var side = Locate(form, tolerance);
        if (side == PolygonSide.Both)
        {
            Cut(positive, negative);
        }

        return side;
    }

    // Leaves the form's values at the vertices in _values: 0 on the plane.
    private PolygonSide Locate(in Vector3D form, double tolerance)
    {
        var vertices = Vertices;
        var values = _values.AsSpan(0, vertices.Length);
        double lowest = -tolerance;
        bool hasPositive = false;
        bool hasNegative = false;
        for (int i = 0; i < vertices.Length; i++)
        {
            double value = Vector3D.Dot(form, vertices[i]);
            if (value > tolerance)
            {
                hasPositive = true;
            }
            else if (value < lowest)
            {
                hasNegative = true;
            }
            else
            {
                value = 0;
            }

            values[i] = value;
        }

        return hasPositive ? (hasNegative ? PolygonSide.Both : PolygonSide.Positive) : hasNegative ? PolygonSide.Negative : PolygonSide.On;
    }

    private void Cut(SphericalPolygon positive, SphericalPolygon negative)
    {
        positive.Count = 0;
        negative.Count = 0;
        for (int i = 0; i < Count; i++)
        {
            int next = i + 1 == Count ? 0 : i + 1;
            double value = _values[i];
            double nextValue = _values[next];
            ref readonly var vertex = ref _vertices[i];
            if (value >= 0)
            {
                positive.Add(vertex);
            }

            if (value <= 0)
            {
                negative.Add(vertex);
            }

            if ((value > 0 && nextValue < 0) || (value < 0 && nextValue > 0))
            {
                // A convex combination: nothing cancels, whatever the scale of the form.
                double share = value / (value - nextValue);
                var crossing = Vector3D.Normalize(((1 - share) * vertex) + (share * _vertices[next]));
                positive.Add(crossing);
                negative.Add(crossing);
            }
        }
    }

    private void Add(in Vector3D vertex)
    {
        if (Count == _vertices.Length)
        {
            Array.Resize(ref _vertices, 2 * Count);
            Array.Resize(ref _values, 2 * Count);
        }

        _vertices[Count++] = vertex;
    }
}
