using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Exact.Tests;

/// <summary>Polygons on the sphere, their parts and their integrals.</summary>
internal sealed class SphericalPolygonTests
{
    private static readonly Vector3D X = new(1, 0, 0);
    private static readonly Vector3D Y = new(0, 1, 0);
    private static readonly Vector3D Z = new(0, 0, 1);

    private static readonly Gen<Vector3D> Vectors = Gen.Choose(-1_000_000, 1_000_000).Select(coordinate => coordinate / 1e6).Three()
        .Select(each => new Vector3D(each.Item1, each.Item2, each.Item3)).Where(vector => vector.MaximumNorm > 1e-3);

    // Triangles of random shape whose edges are at most 120 degrees long (cells never have longer ones than 90), and a random plane.
    private static readonly Arbitrary<((Vector3D A, Vector3D B, Vector3D C) Corners, Vector3D Plane, Vector3D Form)> Cases =
        (from corners in Vectors.Three() from plane in Vectors from form in Vectors select (Corners: (A: Vector3D.Normalize(corners.Item1), B: Vector3D.Normalize(corners.Item2), C: Vector3D.Normalize(corners.Item3)), Plane: plane, Form: form))
        .Where(each => Closeness(each.Corners) > -0.5 && Triangle(each.Corners.A, each.Corners.B, each.Corners.C).SolidAngle() > 1e-6).ToArbitrary();

    [Test]
    public void Integrals_over_an_octant()
    {
        var octant = Triangle(X, Y, Z);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(octant.SolidAngle(), Is.EqualTo(Math.PI / 2).Within(1e-15));
            Assert.That(octant.FirstMoment(X), Is.EqualTo(Math.PI / 4).Within(1e-15));
            Assert.That(octant.SecondMoment(X), Is.EqualTo(1.0 / 8).Within(1e-16));
            Assert.That(octant.FourthMoment(X, octant.SecondMoment(X)), Is.EqualTo(3.0 / 8).Within(1e-15));
            // E[(X + Y)^2; X, Y > 0] = 1/2 + 1/pi and E[(X + Y)^4; X, Y > 0] = 3 + 8/pi, halved by Z > 0.
            Assert.That(octant.SecondMoment(X + Y), Is.EqualTo((0.5 + (1 / Math.PI)) / 2).Within(1e-15));
            Assert.That(octant.FourthMoment(X + Y, octant.SecondMoment(X + Y)), Is.EqualTo((3 + (8 / Math.PI)) / 2).Within(1e-14));
        }
    }

    [Test]
    public void The_area_of_a_sliver_is_accurate_relative_to_itself([Values(1e-3, 1e-8, 1e-14)] double width)
    {
        // A lune's half of that width.
        var sliver = Triangle(X, Vector3D.Normalize(X + (width * Y)), Z);

        Assert.That(sliver.SolidAngle(), Is.EqualTo(Math.Atan(width)).Within(1e-13).Percent);
    }

    [Test]
    public void Parts_add_up() => Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(2000), Prop.ForAll(Cases, each =>
    {
        var (corners, plane, form) = each;
        var whole = Triangle(corners.A, corners.B, corners.C);
        var positive = new SphericalPolygon();
        var negative = new SphericalPolygon();
        if (whole.Split(plane, SphericalPolygon.Tolerance(plane), positive, negative) != PolygonSide.Both)
        {
            return true;
        }

        double fourth = Fourth(whole, form);
        return IsSum(whole.SolidAngle(), positive.SolidAngle(), negative.SolidAngle(), 1)
            && IsSum(whole.FirstMoment(form), positive.FirstMoment(form), negative.FirstMoment(form), 1)
            && IsSum(whole.SecondMoment(form), positive.SecondMoment(form), negative.SecondMoment(form), 1)
            && IsSum(fourth, Fourth(positive, form), Fourth(negative, form), 10)
            && positive.SolidAngle() >= 0 && negative.SolidAngle() >= 0
            && positive.Vertices.ToArray().All(vertex => Vector3D.Dot(plane, vertex) > -1e-12)
            && negative.Vertices.ToArray().All(vertex => Vector3D.Dot(plane, vertex) < 1e-12);
    }));

    [Test]
    public void A_plane_through_a_vertex_or_an_edge_cuts_nothing_off()
    {
        var octant = Triangle(X, Y, Z);
        var (positive, negative) = (new SphericalPolygon(), new SphericalPolygon());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(octant.Split(X + Y, 1e-13, positive, negative), Is.EqualTo(PolygonSide.Positive), "touches a vertex");
            Assert.That(octant.Split(-1 * X, 1e-13, positive, negative), Is.EqualTo(PolygonSide.Negative), "holds an edge");
            Assert.That(octant.Split(default, 0, positive, negative), Is.EqualTo(PolygonSide.On), "is no plane");
            Assert.That(octant.Split(X - Y, 1e-13, positive, negative), Is.EqualTo(PolygonSide.Both));
            Assert.That((positive.Count, negative.Count), Is.EqualTo((3, 3)), "goes through a vertex");
        }
    }

    [Test]
    public void Buffers_grow_with_the_number_of_vertices()
    {
        // A cone around Z with 40 faces.
        var polygon = Triangle(X, Y, Z);
        polygon.SetTriangle(new(-0.6, -0.6, 0.52), new(0.8, -0.2, 0.56), new(-0.2, 0.8, 0.56));
        for (int face = 0; face < 40; face++)
        {
            double angle = face * Math.PI / 20;
            var (positive, negative) = (new SphericalPolygon(), new SphericalPolygon());
            var plane = new Vector3D(Math.Cos(angle), Math.Sin(angle), 0.1);
            if (polygon.Split(plane, 1e-13, positive, negative) == PolygonSide.Both)
            {
                polygon = positive;
            }
        }

        Assert.That(polygon.Count, Is.EqualTo(40));
        Assert.That(polygon.SolidAngle(), Is.EqualTo(2 * Math.PI * (1 - (1 / Math.Sqrt(1.01)))).Within(1).Percent);
    }

    private static double Closeness((Vector3D A, Vector3D B, Vector3D C) corners) =>
        Math.Min(Vector3D.Dot(corners.A, corners.B), Math.Min(Vector3D.Dot(corners.B, corners.C), Vector3D.Dot(corners.C, corners.A)));

    private static double Fourth(SphericalPolygon polygon, Vector3D form) => polygon.FourthMoment(form, polygon.SecondMoment(form));

    private static bool IsSum(double whole, double left, double right, double scale) => Math.Abs(whole - left - right) < 1e-12 * scale;

    private static SphericalPolygon Triangle(Vector3D a, Vector3D b, Vector3D c)
    {
        var polygon = new SphericalPolygon();
        var (u, v, w) = (Vector3D.Normalize(a), Vector3D.Normalize(b), Vector3D.Normalize(c));
        bool isCounterClockwise = Vector3D.Dot(u, Vector3D.Cross(v, w)) > 0;
        polygon.SetTriangle(u, isCounterClockwise ? v : w, isCounterClockwise ? w : v);
        return polygon;
    }
}
