namespace AlgZoo.Abstractions.Tests.Randomness;

/// <summary>Statistical tests run on fixed seeds; their false-alarm rates are what another choice of seed would risk.</summary>
public sealed class RandomStreamTests
{
    private static readonly RandomAddress Address = RandomAddress.Root(20260101).Child("random-stream-tests");

    [Test]
    public void The_streams_never_change()
    {
        var stream = new RandomStream(RandomAddress.Root(1));
        var child = new RandomStream(RandomAddress.Root(1).Child("noise").Child(3));
        var gaussian = new RandomStream(RandomAddress.Root(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { stream.NextUInt64(), stream.NextUInt64(), stream.NextUInt64() }, Is.EqualTo(new ulong[] { 5365416898265589531, 12904488711466753089, 2080373254543416313 }));
            Assert.That(new[] { child.NextUInt64(), child.NextUInt64() }, Is.EqualTo(new ulong[] { 2177565956444613220, 5618273810984992738 }));
            Assert.That(new RandomStream(RandomAddress.Root(1)).Substream(5).NextUInt64(), Is.EqualTo(6796651709580176313));
            Assert.That(new RandomStream(default).NextUInt64(), Is.EqualTo(9542430775576895596));
            Assert.That(gaussian.NextGaussian(), Is.EqualTo(-0.40024774272602226).Within(1e-12));
            Assert.That(gaussian.NextGaussian(), Is.EqualTo(-1.2729396143793332).Within(1e-12));
            Assert.That(gaussian.NextDouble(), Is.EqualTo(0.6652642734499679));
            Assert.That(gaussian.NextInt32(1000), Is.EqualTo(609));
        }
    }

    // Xoshiro256++ from the state 1, 2, 3, 4: the reference values that other implementations test against. The state is put in by reflection, since addresses are hashed.
    [Test]
    public void The_generator_is_xoshiro256_plus_plus()
    {
        var stream = new RandomStream(Address);
        ulong state = 1;
        foreach (string field in (string[])["_s0", "_s1", "_s2", "_s3"])
        {
            typeof(RandomStream).GetField(field, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.SetValue(stream, state++);
        }

        ulong[] drawn = [.. Enumerable.Range(0, 5).Select(_ => stream.NextUInt64())];
        Assert.That(drawn, Is.EqualTo(new ulong[] { 41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205 }));
    }

    [Test]
    public void A_substream_does_not_depend_on_what_was_drawn_before()
    {
        var fresh = new RandomStream(Address);
        var used = new RandomStream(Address);
        used.NextGaussian();
        used.NextInt32(17);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(used.Substream(4).NextUInt64(), Is.EqualTo(fresh.Substream(4).NextUInt64()));
            Assert.That(fresh.NextUInt64(), Is.EqualTo(new RandomStream(Address).NextUInt64()), "opening a substream draws nothing");
        }
    }

    [Test]
    public void Addresses_are_compared_by_value_and_differ_by_every_part()
    {
        RandomAddress[] addresses =
        [
            RandomAddress.Root(1), RandomAddress.Root(2), RandomAddress.Root(1).Child(0), RandomAddress.Root(1).Child(1), RandomAddress.Root(2).Child(1), RandomAddress.Root(1).Child(0).Child(1),
            RandomAddress.Root(1).Child(1).Child(0), RandomAddress.Root(1).Child("a"), RandomAddress.Root(1).Child("b"), RandomAddress.Root(1).Child("a").Child("b"), RandomAddress.Root(1).Child("ab"),
            RandomAddress.Root(1).Child(""),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(addresses, Is.Unique);
            Assert.That(RandomAddress.Root(1).Child("a"), Is.EqualTo(addresses[7]));
            Assert.That(() => RandomAddress.Root(1).Child(null!), Throws.ArgumentNullException);
        }
    }

    [Test]
    public void Neighbouring_addresses_never_collide()
    {
        var seen = new HashSet<RandomAddress>();
        for (ulong i = 0; i < 300; i++)
        {
            for (ulong k = 0; k < 300; k++)
            {
                Assert.That(seen.Add(Address.Child(i).Child(k)));
            }
        }
    }

    // Correlation of 2^16 pairs of first draws: 5 standard errors, false-alarm rate 6e-7 per case.
    [TestCase(1UL)]
    [TestCase(2UL)]
    [TestCase(1UL << 32)]
    [TestCase(0x9E3779B97F4A7C15UL)]
    public void First_draws_of_siblings_are_uncorrelated(ulong step)
    {
        const int pairs = 1 << 16;
        double sum = 0;
        for (ulong i = 0; i < pairs; i++)
        {
            sum += (First(Address.Child(i)) - 0.5) * (First(Address.Child(i + step)) - 0.5) * 12;
        }

        Assert.That(sum / pairs, Is.EqualTo(0).Within(5 / Math.Sqrt(pairs)));

        static double First(RandomAddress address) => new RandomStream(address).NextDouble();
    }

    // Flipping one bit of a child's number flips half the bits of its first draw: 5 standard errors for each of 64 bits, false-alarm rate 4e-5 in all.
    [Test]
    public void Every_bit_of_an_address_reaches_every_draw()
    {
        const int trials = 500;
        for (int bit = 0; bit < 64; bit++)
        {
            long flipped = 0;
            for (ulong i = 0; i < trials; i++)
            {
                flipped += System.Numerics.BitOperations.PopCount(
                    new RandomStream(Address.Child(i)).NextUInt64() ^ new RandomStream(Address.Child(i ^ (1UL << bit))).NextUInt64());
            }

            Assert.That(flipped / (64.0 * trials), Is.EqualTo(0.5).Within(5 * 0.5 / Math.Sqrt(64.0 * trials)), $"bit {bit}");
        }
    }

    // Chi-squared of 256 cells, within 255 +- 5 sqrt(510): false-alarm rate about 1e-6.
    [Test]
    public void Doubles_are_uniform_along_a_stream_and_across_streams()
    {
        const int draws = 1 << 18;
        var stream = new RandomStream(Address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ChiSquared(256, draws, _ => (int)(stream.NextDouble() * 256)), Is.EqualTo(255).Within(5 * Math.Sqrt(510)));
            Assert.That(ChiSquared(256, draws, i => (int)(new RandomStream(Address.Child((ulong)i)).NextDouble() * 256)), Is.EqualTo(255).Within(5 * Math.Sqrt(510)));
        }
    }

    // A range just above 2^31 * 3/4 shows the bias of a plain modulus or multiplication at once; small ranges are tested cell by cell. Chi-squared within 5 standard deviations: about 1e-6 per case.
    [TestCase(3)]
    [TestCase(7)]
    [TestCase(1610612737)]
    public void Whole_numbers_are_unbiased(int range)
    {
        const int draws = 300_000;
        var stream = new RandomStream(Address.Child((ulong)range));
        int cells = Math.Min(range, 3 * 5 * 7);
        double chiSquared = ChiSquared(cells, draws, _ =>
        {
            int value = stream.NextInt32(range);
            Assert.That(value, Is.InRange(0, range - 1));
            return range <= cells ? value : (int)((long)value * cells / range);
        });
        Assert.That(chiSquared, Is.EqualTo(cells - 1).Within(5 * Math.Sqrt(2.0 * (cells - 1)) + 3));
    }

    [Test]
    public void A_range_of_one_has_one_outcome_and_an_empty_range_none()
    {
        var stream = new RandomStream(Address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(stream.NextInt32(1), Is.Zero);
            Assert.That(() => stream.NextInt32(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    // Moments and tail counts within 5 standard errors: false-alarm rate below 7 * 6e-7.
    [Test]
    public void Gaussian_numbers_have_the_right_moments_and_tails()
    {
        const int draws = 1_000_000;
        var stream = new RandomStream(Address.Child("gaussian"));
        double[] values = new double[draws];
        for (int i = 0; i < draws; i++)
        {
            values[i] = stream.NextGaussian();
        }

        double Moment(int order) => values.Average(value => Math.Pow(value, order));
        double pairs = values.Chunk(2).Average(pair => pair[0] * pair[1]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Moment(1), Is.EqualTo(0).Within(5 * Math.Sqrt(1.0 / draws)));
            Assert.That(Moment(2), Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / draws)));
            Assert.That(Moment(3), Is.EqualTo(0).Within(5 * Math.Sqrt(15.0 / draws)));
            Assert.That(Moment(4), Is.EqualTo(3).Within(5 * Math.Sqrt(96.0 / draws)));
            Assert.That(pairs, Is.EqualTo(0).Within(5 * Math.Sqrt(2.0 / draws)), "the two numbers of a Box-Muller pair are independent");
            foreach (var (threshold, probability) in ((double, double)[])[(2, 0.022750131948179), (4, 3.167124183312e-5)])
            {
                double expected = draws * probability;
                Assert.That(values.Count(value => value > threshold), Is.EqualTo(expected).Within(5 * Math.Sqrt(expected)), $"above {threshold}");
            }
        }
    }

    [Test]
    public void A_filled_span_holds_the_same_numbers()
    {
        float[] filled = new float[5];
        new RandomStream(Address).FillGaussian(filled);
        var stream = new RandomStream(Address);
        Assert.That(filled, Is.EqualTo(Enumerable.Range(0, 5).Select(_ => (float)stream.NextGaussian())));
    }

    private static double ChiSquared(int cells, int draws, Func<int, int> cellOf)
    {
        int[] counts = new int[cells];
        for (int i = 0; i < draws; i++)
        {
            counts[cellOf(i)]++;
        }

        double expected = draws / (double)cells;
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }
}
