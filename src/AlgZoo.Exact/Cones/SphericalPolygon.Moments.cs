namespace AlgZoo.Exact;

/// <content>Integrals over the polygon and its cone. X is a standard Gaussian vector of three dimensions; by Stein's lemma its moments in a cone are those of lower order and integrals over the faces.</content>
internal sealed partial class SphericalPolygon
{
    private const double FullSphere = 4 * Math.PI;

    /// <summary>
    /// Area on the unit sphere; P(X in the cone) is this over 4 pi. By Van Oosterom and Strackee (1983) half the area of a triangle is the angle of a complex number; over a fan of triangles the numbers
    /// are multiplied. Nothing cancels: accurate relative to the area also of slivers.
    /// </summary>
    public double SolidAngle()
    {
        var vertices = Vertices;
        ref readonly var apex = ref vertices[0];
        double real = 1;
        double imaginary = 0;
        for (int i = 1; i + 1 < vertices.Length; i++)
        {
            ref readonly var b = ref vertices[i];
            ref readonly var c = ref vertices[i + 1];
            double sine = Math.Max(0, Vector3D.Dot(apex, Vector3D.Cross(b, c)));
            double cosine = 1 + Vector3D.Dot(apex, b) + Vector3D.Dot(b, c) + Vector3D.Dot(c, apex);
            (real, imaginary) = ((real * cosine) - (imaginary * sine), (real * sine) + (imaginary * cosine));
        }

        return 2 * ArcTangent.Angle(imaginary, real);
    }

    /// <summary>The integral over the polygon of a form at the unit vector: half the sum over its arcs of length times the form at the inward unit normal.</summary>
    public double FirstMoment(in Vector3D form)
    {
        double sum = 0;
        ref readonly var from = ref _vertices[Count - 1];
        foreach (ref readonly var to in Vertices)
        {
            var normal = Vector3D.Cross(from, to);
            double sine = Math.Sqrt(Vector3D.Dot(normal, normal));
            if (sine > 0)
            {
                sum += ArcTangent.Angle(sine, Vector3D.Dot(from, to)) / sine * Vector3D.Dot(form, normal);
            }

            from = ref to;
        }

        return sum / 2;
    }

    /// <summary>E[(a.X)^2; X in the cone] = P |a|^2 + 1/(4 pi) times the sum over the arcs from u to v of a.(u x v) a.(u + v) / (1 + u.v).</summary>
    public double SecondMoment(in Vector3D form)
    {
        double faces = 0;
        ref readonly var from = ref _vertices[Count - 1];
        double fromValue = Vector3D.Dot(form, from);
        foreach (ref readonly var to in Vertices)
        {
            double toValue = Vector3D.Dot(form, to);
            faces += Vector3D.Dot(form, Vector3D.Cross(from, to)) * (fromValue + toValue) / (1 + Vector3D.Dot(from, to));
            fromValue = toValue;
            from = ref to;
        }

        return ((SolidAngle() * Vector3D.Dot(form, form)) + faces) / FullSphere;
    }

    /// <summary>
    /// E[(a.X)^4; X in the cone] = 3 |a|^2 E[(a.X)^2; X in the cone] + 1/(4 pi) times the sum over the arcs of a.(u x v) (p + q) / (1 + c) (p^2 + p q + q^2 + (p^2 + q^2 - 2 c p q) / (1 + c)) with
    /// p = a.u, q = a.v, c = u.v.
    /// </summary>
    /// <param name="form">The form a.</param>
    /// <param name="secondMoment">Its <see cref="SecondMoment"/>.</param>
    public double FourthMoment(in Vector3D form, double secondMoment)
    {
        double faces = 0;
        ref readonly var from = ref _vertices[Count - 1];
        double p = Vector3D.Dot(form, from);
        foreach (ref readonly var to in Vertices)
        {
            double q = Vector3D.Dot(form, to);
            double cosine = Vector3D.Dot(from, to);
            double squares = (p * p) + (q * q);
            double product = p * q;
            double alongArc = (p + q) / (1 + cosine) * (squares + product + ((squares - (2 * cosine * product)) / (1 + cosine)));
            faces += Vector3D.Dot(form, Vector3D.Cross(from, to)) * alongArc;
            p = q;
            from = ref to;
        }

        return (3 * Vector3D.Dot(form, form) * secondMoment) + (faces / FullSphere);
    }
}
