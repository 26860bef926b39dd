using AlgZoo.Exact;

namespace AlgZoo.Tests.Exact;

public sealed class BalancedDesignTests
{
    private static readonly int[] PrimePowers = [2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17];

    private static IEnumerable<int> AllInputs => Enumerable.Range(2, BalancedDesign.MaximumInputs - 1);

    [Test]
    public void A_ring_is_a_field_exactly_for_prime_powers() =>
        Assert.That(Enumerable.Range(2, 17).Where(order => new FiniteRing(order).IsField), Is.EqualTo(PrimePowers));

    [Test]
    public void A_ring_obeys_the_axioms([Range(1, 18)] int order)
    {
        var ring = new FiniteRing(order);
        var all = Enumerable.Range(0, order).ToArray();
        foreach (int a in all)
        {
            Assert.That(all.Select(b => ring.Add(a, b)), Is.EquivalentTo(all), "addition of an element is a permutation");
            Assert.That((ring.Add(a, 0), ring.Multiply(a, ring.Units[0])), Is.EqualTo((a, a)));
            Assert.That(all.All(b => ring.Multiply(a, b) == ring.Multiply(b, a) && all.All(c => Distributes(a, b, c) && Associates(a, b, c))), Is.True, $"element {a}");
        }

        foreach (int unit in ring.Units)
        {
            Assert.That(ring.Multiply(unit, ring.Inverse(unit)), Is.EqualTo(ring.Units[0]));
        }

        bool Distributes(int a, int b, int c) => ring.Multiply(a, ring.Add(b, c)) == ring.Add(ring.Multiply(a, b), ring.Multiply(a, c));
        bool Associates(int a, int b, int c) => ring.Multiply(ring.Multiply(a, b), c) == ring.Multiply(a, ring.Multiply(b, c));
    }

    [TestCaseSource(nameof(PrimePowers))]
    public void A_group_of_a_prime_power_is_sharply_two_transitive(int positions)
    {
        var group = new PositionGroup(positions);
        var placed = new HashSet<(int, int)>();
        for (int first = 0; first < positions; first++)
        {
            int second = (first + 1) % positions;
            placed.Clear();
            for (int unit = 0; unit < group.Units; unit++)
            {
                for (int translation = 0; translation < positions; translation++)
                {
                    Assert.That(placed.Add((group.Place(unit, translation, first), group.Place(unit, translation, second))), Is.True);
                }
            }

            Assert.That(placed, Has.Count.EqualTo(positions * (positions - 1)));
        }
    }

    // Every unit alone: each rank at each position once; in each case each position taken once.
    [TestCaseSource(nameof(AllInputs))]
    public void Every_block_puts_every_rank_at_every_position_once(int inputs)
    {
        var design = new BalancedDesign(inputs, 64, Relabelling.Second);
        int[] positions = new int[inputs];
        foreach (int block in new[] { 0, 1, 7, 8, 37, 63 })
        {
            var placed = new HashSet<(int, int)>();
            for (int translation = 0; translation < inputs; translation++)
            {
                design.Arrange(block, translation, positions);
                Assert.That(positions, Is.Unique);
                placed.UnionWith(positions.Select((position, rank) => (rank, position)));
            }

            Assert.That(placed, Has.Count.EqualTo(inputs * inputs));
        }
    }

    // Eight blocks of nine inputs make a slice: 72 ordered pairs of positions, each once for every ordered pair of ranks, whatever the relabelling.
    [Test]
    public void Every_slice_of_nine_inputs_puts_every_pair_of_ranks_at_every_pair_of_positions_once([Values] Relabelling relabelling, [Values(0, 1, 6)] int slice)
    {
        var design = new BalancedDesign(9, 64, relabelling);
        int[] positions = new int[9];
        var pairs = new HashSet<(int, int, int, int)>();
        for (int block = 8 * slice; block < 8 * (slice + 1); block++)
        {
            for (int translation = 0; translation < 9; translation++)
            {
                design.Arrange(block, translation, positions);
                for (int rank = 0; rank < 9; rank++)
                {
                    for (int other = 0; other < 9; other++)
                    {
                        pairs.Add((rank, other, positions[rank], positions[other]));
                    }
                }
            }
        }

        Assert.That(pairs, Has.Count.EqualTo((72 * 72) + (9 * 9)));
    }

    [Test]
    public void Every_factor_meets_every_stratum_once([Values(2, 6, 9, 10, 11, 18)] int inputs, [Values(1, 2, 4, 8, 16, 40, 64, 448, 512, 3584)] int limit)
    {
        int blocks = BalancedDesign.LargestBlocks(inputs, limit);
        var design = new BalancedDesign(inputs, blocks);
        for (int factor = 0; factor < inputs; factor++)
        {
            Assert.That(Enumerable.Range(0, blocks).Select(block => design.Stratum(block, factor)).Distinct().Count(), Is.EqualTo(blocks), $"factor {factor}");
            Assert.That(design.Stratum(0, factor), Is.InRange(0, blocks - 1));
        }
    }

    // The leading digits, one of s for each factor, over s^3 blocks: every triple of levels of every three factors once.
    [TestCase(9)]
    [TestCase(10)]
    public void Strata_are_an_orthogonal_array_of_strength_three(int inputs)
    {
        const int Blocks = 512;
        var design = new BalancedDesign(inputs, Blocks);
        int Level(int block, int factor) => design.Stratum(block, factor) / 64;
        for (int f = 0; f < inputs; f++)
        {
            for (int g = 0; g < f; g++)
            {
                for (int h = 0; h < g; h++)
                {
                    Assert.That(Enumerable.Range(0, Blocks).Select(block => (Level(block, f), Level(block, g), Level(block, h))).Distinct().Count(), Is.EqualTo(Blocks), $"factors {f}, {g}, {h}");
                }
            }
        }
    }

    // No three points of a hyperoval are on a line: their determinant is not 0, which is the strength, for 18 factors of 16 levels too.
    [TestCase(8)]
    [TestCase(16)]
    public void Any_three_columns_of_the_array_are_independent(int levels)
    {
        var field = new FiniteRing(levels);
        var array = new OrthogonalLevels(levels + 2, field);
        (int, int, int) Column(int factor)
        {
            int offset = array.Level(factor, 0, 0, 0);
            return (array.Level(factor, 1, 0, 0) ^ offset, array.Level(factor, 0, 1, 0) ^ offset, array.Level(factor, 0, 0, 1) ^ offset);
        }

        int Minor(int a, int b, int c, int d) => field.Add(field.Multiply(a, d), field.Multiply(b, c));
        for (int f = 0; f < levels + 2; f++)
        {
            var (a, b, c) = Column(f);
            Assert.That(a, Is.Not.Zero, "the level changes with b");
            for (int g = 0; g < f; g++)
            {
                var (d, e, i) = Column(g);
                for (int h = 0; h < g; h++)
                {
                    var (x, y, z) = Column(h);
                    int determinant = field.Add(field.Multiply(a, Minor(e, i, y, z)), field.Add(field.Multiply(b, Minor(d, i, x, z)), field.Multiply(c, Minor(d, e, x, y))));
                    Assert.That(determinant, Is.Not.Zero, $"factors {f}, {g}, {h}");
                }
            }
        }
    }

    [Test]
    public void Relabellings_differ([Values(1, 8, 64)] int blocks)
    {
        int[] first = new int[9];
        int[] second = new int[9];
        new BalancedDesign(9, blocks, Relabelling.First).Arrange(blocks - 1, 0, first);
        new BalancedDesign(9, blocks, Relabelling.Second).Arrange(blocks - 1, 0, second);
        Assert.That(first, Is.Not.EqualTo(second));
    }

    [TestCase(9, 7, ExpectedResult = 4)]
    [TestCase(9, 63, ExpectedResult = 56)]
    [TestCase(9, 511, ExpectedResult = 448)]
    [TestCase(9, 1535, ExpectedResult = 1024)]
    [TestCase(11, 17, ExpectedResult = 16)]
    public int The_largest_number_of_blocks_is_a_power_or_a_multiple(int inputs, int limit) => BalancedDesign.LargestBlocks(inputs, limit);

    [Test]
    public void Other_numbers_of_blocks_or_inputs_are_refused()
    {
        Assert.That(() => new BalancedDesign(9, 12), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new BalancedDesign(BalancedDesign.MaximumInputs + 1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
