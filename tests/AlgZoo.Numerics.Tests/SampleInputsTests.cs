namespace AlgZoo.Numerics.Tests;

internal sealed class SampleInputsTests
{
    // Tolerances are 5 standard errors: with the fixed address nothing is left to chance, and of other addresses 1 in 100,000 or so would fail one of these checks.
    private const double Deviations = 5;

    private static readonly RandomAddress Address = RandomAddress.Root(2026).Child("sample-inputs");

    [Test]
    public void Inputs_do_not_depend_on_the_path([Values] InputLaw law, [Values(1, 2, 7, 10)] int n)
    {
        float[] expected = new float[1000 * n];
        SampleInputs.Fill(law, n, Address, expected, SimdPath.Scalar);
        foreach (var path in SupportedPaths.All)
        {
            float[] actual = new float[expected.Length];
            SampleInputs.Fill(law, n, Address, actual, path);
            Assert.That(actual, Is.EqualTo(expected), path.ToString());
        }
    }

    [Test]
    public void Gaussians_have_the_moments_and_tails_of_the_normal_law()
    {
        const int Count = 1 << 22;
        float[] values = Gaussians(n: 4, Count / 4);
        double[] moments = [.. Enumerable.Range(1, 6).Select(k => values.Average(x => Math.Pow(x, k)))];

        // Moment k of the normal law, and the variance of x^k.
        (double Mean, double Variance)[] normal = [(0, 1), (1, 2), (0, 15), (3, 96), (0, 945), (15, 10170)];
        using (Assert.EnterMultipleScope())
        {
            for (int k = 0; k < normal.Length; k++)
            {
                Assert.That(moments[k], Is.EqualTo(normal[k].Mean).Within(Deviations * Math.Sqrt(normal[k].Variance / Count)), $"moment {k + 1}");
            }

            foreach (var (threshold, probability) in new[] { (0.01, 0.49601064), (1, 0.158655254), (2, 0.0227501319), (3, 1.3498980e-3), (4, 3.16712e-5), (4.5, 3.39767e-6) })
            {
                double tolerance = Deviations * Math.Sqrt(probability / Count);
                Assert.That(values.Count(x => x > threshold) / (double)Count, Is.EqualTo(probability).Within(tolerance), $"above {threshold}");
                Assert.That(values.Count(x => x < -threshold) / (double)Count, Is.EqualTo(probability).Within(tolerance), $"below {-threshold}");
            }

            Assert.That(values, Has.All.InRange(-6.7f, 6.7f));
        }
    }

    [Test]
    public void Gaussians_of_a_sequence_and_of_its_neighbours_are_uncorrelated()
    {
        // Products, products of squares and of signs at all distances up to 32 sequences of 3: pairs of one sequence, of one tile (Box-Muller pairs are 16 sequences apart) and of two tiles.
        const int N = 3;
        const int Count = 1 << 18;
        float[] values = Gaussians(N, Count);
        int farthest = 33 * N;
        using (Assert.EnterMultipleScope())
        {
            for (int distance = 1; distance <= farthest; distance++)
            {
                double product = 0;
                double squares = 0;
                int pairs = values.Length - distance;
                for (int i = 0; i < pairs; i++)
                {
                    double x = values[i];
                    double y = values[i + distance];
                    product += x * y;
                    squares += ((x * x) - 1) * ((y * y) - 1);
                }

                Assert.That(product / pairs, Is.Zero.Within(Deviations * Math.Sqrt(1.0 / pairs)), $"product at {distance}");
                Assert.That(squares / pairs, Is.Zero.Within(Deviations * Math.Sqrt(4.0 / pairs)), $"squares at {distance}");
            }
        }
    }

    [Test]
    public void Directions_of_pairs_are_uniform_and_do_not_repeat()
    {
        // Angles of 23 bits, as when both inputs of a sequence come from one Box-Muller pair of coarse angle, give at most 2^23 directions: of 2^21 draws about 240,000 would repeat. Of 2^32
        // or more, about 500 or fewer do.
        const int Count = 1 << 21;
        float[] values = Gaussians(n: 2, Count);
        double[] angles = new double[Count];
        int[] sectors = new int[64];
        for (int i = 0; i < Count; i++)
        {
            angles[i] = Math.Atan2(values[(2 * i) + 1], values[2 * i]);
            sectors[Math.Min(63, (int)((angles[i] + Math.PI) / (2 * Math.PI) * 64))]++;
        }

        double expected = Count / 64.0;
        double chiSquared = sectors.Sum(count => (count - expected) * (count - expected) / expected);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Count - angles.Distinct().Count(), Is.LessThan(1000));
            Assert.That(chiSquared, Is.EqualTo(63).Within(Deviations * Math.Sqrt(2 * 63)));
        }
    }

    [Test]
    public void Angles_of_Box_Muller_pairs_do_not_repeat()
    {
        // Lanes l and l + 16 of a row share a pair. Repeats among 2^20 angles: about 1,000 of 2^29 distinct ones, 32,000 of 2^24.
        const int Count = 1 << 21;
        float[] values = Gaussians(n: 1, Count);
        double[] angles = [.. Enumerable.Range(0, Count).Where(i => i % 32 < 16).Select(i => Math.Atan2(values[i + 16], values[i]))];
        Assert.That(angles.Length - angles.Distinct().Count(), Is.LessThan(2500));
    }

    [Test]
    public void Tokens_are_uniform_and_independent([Values(2, 3, 5, 6, 10)] int n)
    {
        const int Count = 1 << 16;
        float[] tokens = new float[Count * n];
        SampleInputs.Fill(InputLaw.UniformTokens, n, Address, tokens);
        double[] pairs = new double[n * n];
        for (int i = 0; i < Count; i++)
        {
            pairs[(int)((tokens[i * n] * n) + tokens[(i * n) + 1])]++;
        }

        double expected = (double)Count / pairs.Length;
        double chiSquared = pairs.Sum(count => (count - expected) * (count - expected) / expected);
        int freedom = pairs.Length - 1;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokens, Has.All.InRange(0, n - 1));
            Assert.That(tokens, Has.All.Matches<float>(float.IsInteger));
            Assert.That(chiSquared, Is.EqualTo(freedom).Within(Deviations * Math.Sqrt(2 * freedom)));
        }
    }

    [Test]
    public void Wrong_lengths_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SampleInputs.Fill(InputLaw.StandardGaussian, 0, Address, []), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => SampleInputs.Fill(InputLaw.StandardGaussian, 3, Address, new float[4]), Throws.ArgumentException);
        }
    }

    private static float[] Gaussians(int n, int count)
    {
        float[] values = new float[n * count];
        SampleInputs.Fill(InputLaw.StandardGaussian, n, Address, values);
        return values;
    }
}
