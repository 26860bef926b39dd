using AlgZoo.Numerics;

namespace AlgZoo.Tests.Numerics;

public sealed class SobolSequenceTests
{
    private const double HalfCell = 1.0 / (1L << 33);

    private static SobolSequence[] PlainAndScrambled(int dimension) =>
        [new(dimension), new(dimension, RandomAddress.Root(1)), new(dimension, RandomAddress.Root(2))];

    [Test]
    public void First_points_are_the_known_ones()
    {
        var points = Points(new SobolSequence(3), 8);
        double[][] expected =
        [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625], [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375],
        ];
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.That(points[i], Is.EqualTo(expected[i].Select(x => x + HalfCell)), $"point {i}");
        }
    }

    // From a second implementation, in Python, of the recurrence for the integers m_k.
    [Test]
    public void Point_12345_agrees_with_an_independent_implementation()
    {
        uint[] expected =
        [
            2752774144, 3493593088, 688652288, 2262564864, 3816030208, 252968960, 546570240, 486801408, 3443785728, 1845231616, 319029248,
            2571894784, 3998482432, 4045144064, 148111360, 2752249856, 268697600, 218890240, 1371799552, 1475084288, 855900160,
        ];
        double[] point = Points(new SobolSequence(21), 12346)[^1];
        Assert.That(point.Select(x => (uint)(x * (1L << 32))), Is.EqualTo(expected));
    }

    // Property A of Sobol: each of the 2^21 halves-of-every-axis cubes holds one of the first 2^21 points.
    [Test]
    public void First_points_fill_every_orthant_of_the_cube()
    {
        var sequence = new SobolSequence(21);
        double[] point = new double[21];
        var seen = new bool[1 << 21];
        for (int i = 0; i < seen.Length; i++)
        {
            sequence.Next(point);
            int orthant = 0;
            foreach (double x in point)
            {
                orthant = (2 * orthant) + (x >= 0.5 ? 1 : 0);
            }

            seen[orthant] = true;
        }

        Assert.That(seen, Has.All.True);
    }

    [Test]
    public void Every_coordinate_of_the_first_points_is_stratified([Range(0, 10)] int log2Count)
    {
        int count = 1 << log2Count;
        foreach (var sequence in PlainAndScrambled(SobolSequence.MaximumDimension))
        {
            var points = Points(sequence, count);
            for (int j = 0; j < sequence.Dimension; j++)
            {
                Assert.That(points.Select(point => (int)(point[j] * count)), Is.Unique);
            }
        }
    }

    [Test]
    public void First_two_coordinates_are_a_net_in_every_aligned_block([Values(4, 8)] int log2Count)
    {
        int count = 1 << log2Count;
        foreach (var sequence in PlainAndScrambled(2))
        {
            for (int block = 0; block < 3; block++)
            {
                var points = Points(sequence, count);
                for (int rows = 0; rows <= log2Count; rows++)
                {
                    var intervals = points.Select(point => ((int)(point[0] * (1 << rows)), (int)(point[1] * (1 << (log2Count - rows)))));
                    Assert.That(intervals, Is.Unique, $"block {block}, 2^{rows} strips");
                }
            }
        }
    }

    [Test]
    public void Points_lie_strictly_inside_the_cube()
    {
        foreach (var sequence in PlainAndScrambled(SobolSequence.MaximumDimension))
        {
            Assert.That(Points(sequence, 1 << 12).SelectMany(point => point), Has.All.InRange(HalfCell, 1 - HalfCell));
        }
    }

    [Test]
    public void Equal_addresses_give_equal_points_and_others_do_not()
    {
        var points = Points(new SobolSequence(4, RandomAddress.Root(7)), 16);
        Assert.That(Points(new SobolSequence(4, RandomAddress.Root(7)), 16), Is.EqualTo(points));
        Assert.That(Points(new SobolSequence(4, RandomAddress.Root(8)), 16), Is.Not.EqualTo(points));
    }

    // Point 37 over 4,000 scramblings: mean, variance and the correlation of two coordinates are those of the uniform law on the square. Three
    // two-sided checks at 4.5 standard errors: false-alarm rate 2e-5.
    [Test]
    public void Every_scrambled_point_is_uniform()
    {
        const int Scramblings = 4000;
        double sum = 0, squares = 0, products = 0;
        var point = new double[2];
        for (ulong seed = 0; seed < Scramblings; seed++)
        {
            var sequence = new SobolSequence(2, RandomAddress.Root(seed));
            for (int i = 0; i < 38; i++)
            {
                sequence.Next(point);
            }

            double u = point[0] - 0.5;
            double v = point[1] - 0.5;
            sum += u;
            squares += u * u;
            products += u * v;
        }

        double root = Math.Sqrt(Scramblings);
        Assert.That(sum / Scramblings, Is.EqualTo(0).Within(4.5 * Math.Sqrt(1.0 / 12) / root));
        Assert.That(squares / Scramblings, Is.EqualTo(1.0 / 12).Within(4.5 * Math.Sqrt(1.0 / 180) / root));
        Assert.That(products / Scramblings, Is.EqualTo(0).Within(4.5 / 12 / root));
    }

    // For smooth integrands scrambled nets have a variance of nearly order N^-3, plain Monte Carlo of order N^-1 (Owen 1997).
    [Test]
    public void Integration_error_falls_much_faster_than_that_of_monte_carlo()
    {
        double few = MeanSquaredError(1 << 6);
        double many = MeanSquaredError(1 << 10);
        double monteCarlo = (Math.Pow(1 + (1.0 / 12), 4) - 1) / (1 << 10);
        Assert.That(many, Is.LessThan(few / 256), "at least N^-2 where Monte Carlo has N^-1");
        Assert.That(many, Is.LessThan(monteCarlo / 1000));
    }

    [TestCase(0)]
    [TestCase(22)]
    public void Refuses_other_dimensions(int dimension)
    {
        Assert.That(() => new SobolSequence(dimension), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new SobolSequence(dimension, RandomAddress.Root(0)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Refuses_a_span_of_another_length() =>
        Assert.That(() => new SobolSequence(3).Next(new double[2]), Throws.ArgumentException);

    // The product of (1/2 + u_j) over four coordinates has mean 1.
    private static double MeanSquaredError(int count)
    {
        double sum = 0;
        for (ulong seed = 0; seed < 64; seed++)
        {
            double mean = Points(new SobolSequence(4, RandomAddress.Root(seed)), count).Average(point => point.Aggregate(1.0, (product, u) => product * (0.5 + u)));
            sum += (mean - 1) * (mean - 1);
        }

        return sum / 64;
    }

    private static double[][] Points(SobolSequence sequence, int count)
    {
        var points = new double[count][];
        for (int i = 0; i < count; i++)
        {
            points[i] = new double[sequence.Dimension];
            sequence.Next(points[i]);
        }

        return points;
    }
}
