namespace AlgZoo.Plugins;

/// <summary>
/// By how much the error rate of a network differs from that of its symmetrised form. On the great circle x_a = x_b the right answer changes between a and b; the network's own decision lies an angle
/// o = lead / slope beside it, and what it errs there is |o|. At x the network has the lead of one half space, at -x that of the other: the difference is the mean of |o(x)| + |o(-x)| - 2 |o'(x)| over the
/// circles, o' being the symmetrised network's.
/// </summary>
/// <remarks>
/// First order in the offsets: one slope, that of the symmetrised network, serves all three. Nothing cancels between places, so that the difference is rather stated too large. Where the symmetrised network has
/// no boundary near the circle, the offsets by which the leads differ are taken.
/// </remarks>
internal static class BoundaryOffsets
{
    /// <summary>Places on each half circle, evenly spaced.</summary>
    public const int Places = 6;

    // The right answer changes again at an angle of this order: what lies beyond is not the boundary's.
    private const double LargestOffset = 0.3;

    /// <summary>Compares a network with its symmetrised form.</summary>
    public static (double Difference, double ErrorRate) Compare(StandardNetwork network, StandardNetwork symmetric)
    {
        var given = new BoundaryLead(network);
        var mean = new BoundaryLead(symmetric);
        double difference = 0;
        double errorRate = 0;
        Span<double> x = stackalloc double[StandardNetwork.Length];
        Span<double> opposite = stackalloc double[StandardNetwork.Length];
        foreach (var (a, b) in (ReadOnlySpan<(int, int)>)[(0, 1), (0, 2), (1, 2)])
        {
            for (int place = 0; place < Places; place++)
            {
                var (sine, cosine) = Math.SinCos(Math.PI * (place + 0.5) / Places);
                var (equal, other) = a == 0 ? (BoundaryLead.RootHalf * sine, cosine) : (BoundaryLead.RootHalf * cosine, sine);
                x[a] = equal;
                x[b] = equal;
                x[StandardNetwork.Length - a - b] = other;
                for (int i = 0; i < x.Length; i++)
                {
                    opposite[i] = -x[i];
                }

                double symmetricLead = mean.Lead(x, a, b);
                double slope = mean.Slope(a, b);
                double here = given.Lead(x, a, b);
                double there = given.Lead(opposite, a, b);
                double errors = Offset(here, slope) + Offset(there, slope);
                errorRate += errors;
                difference += Offset(symmetricLead, slope) < LargestOffset
                    ? Math.Abs(errors - (2 * Offset(symmetricLead, slope)))
                    : Distance(here, symmetricLead, slope) + Distance(there, symmetricLead, slope);
            }
        }

        // Half circles of length pi over the sphere's 4 pi.
        const double Weight = 1.0 / (4 * Places);
        return (Weight * difference, Weight * errorRate);
    }

    private static double Distance(double first, double second, double slope) => first == second ? 0 : Offset(first - second, slope);

    private static double Offset(double lead, double slope)
    {
        double size = Math.Abs(lead);
        return size < LargestOffset * slope ? size / slope : LargestOffset;
    }
}
