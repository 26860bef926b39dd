namespace AlgZoo.Exact;

/// <summary>The half plane r > 0 of (r, y1) divided by rays into wedges, in the order of their angle.</summary>
internal sealed class HalfPlaneWedges
{
    // Unit vectors with Z = 0.
    private readonly List<Vector3D> _rays = [];

    /// <summary>Number of wedges.</summary>
    public int Count => _rays.Count - 1;

    /// <summary>First ray of a wedge.</summary>
    public Vector3D Lower(int wedge) => _rays[wedge];

    /// <summary>Last ray of a wedge, counter-clockwise from the first.</summary>
    public Vector3D Upper(int wedge) => _rays[wedge + 1];

    /// <summary>Goes back to the two wedges y1 &lt; 0 and y1 > 0.</summary>
    public void Reset()
    {
        _rays.Clear();
        _rays.Add(new(0, -1, 0));
        _rays.Add(new(1, 0, 0));
        _rays.Add(new(0, 1, 0));
    }

    /// <summary>Adds the ray on which a form of (r, y1) is 0, if one cuts a wedge.</summary>
    public void Split(in Vector3D form)
    {
        double tolerance = SphericalPolygon.Tolerance(form);
        double before = Vector3D.Dot(form, _rays[0]);
        for (int i = 1; i < _rays.Count; i++)
        {
            double value = Vector3D.Dot(form, _rays[i]);
            if ((before > tolerance && value < -tolerance) || (before < -tolerance && value > tolerance))
            {
                // On a half plane a form changes its sign once.
                double share = before / (before - value);
                _rays.Insert(i, Vector3D.Normalize(((1 - share) * _rays[i - 1]) + (share * _rays[i])));
                return;
            }

            before = value;
        }
    }

    /// <summary>Whether a form by whose ray the wedges were split is positive inside a wedge.</summary>
    public bool IsPositive(int wedge, in Vector3D form) => Vector3D.Dot(form, Lower(wedge) + Upper(wedge)) > 2 * SphericalPolygon.Tolerance(form);
}
