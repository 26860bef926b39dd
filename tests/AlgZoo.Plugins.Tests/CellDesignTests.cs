using AlgZoo.Numerics;
using AlgZoo.Plugins;

namespace AlgZoo.Tests.Plugins;

/// <summary>The cells that linearised-ranks and linearised-pair visit.</summary>
public sealed class CellDesignTests
{
    [TestCase(3, 6)]
    [TestCase(4, 24)]
    [TestCase(5, 120)]
    [TestCase(10, 720)]
    [TestCase(10, 1440)]
    public void Full_designs_hold_every_triple_of_positions_equally_often_over_evenly_spaced_strata(int length, int count)
    {
        Assert.That(CellDesign.CountWithin(length, count + 1), Is.EqualTo(count));
        var pair = new DecisivePair(0, 1);
        var design = new CellDesign(length, pair, count, valueFactors: 4);
        int triples = length * (length - 1) * (length - 2);
        int each = count / triples;
        foreach (var cells in CellsBy(design, length, ranks: 3))
        {
            Assert.That(cells.Count(), Is.EqualTo(each));
            for (int factor = 0; factor < 4; factor++)
            {
                // Strata of one triple are equal modulo N / each: one in each of so many broad strata.
                Assert.That(cells.Select(cell => design.Stratum(cell, factor, each)).Distinct().Count(), Is.EqualTo(each));
            }
        }
    }

    [TestCase(10, 90, 2)]
    [TestCase(10, 270, 2)]
    [TestCase(10, 10, 1)]
    [TestCase(7, 35, 1)]
    public void Smaller_designs_hold_every_pair_or_every_position_equally_often(int length, int count, int ranks)
    {
        Assert.That(CellDesign.CountWithin(length, count), Is.EqualTo(count));
        var design = new CellDesign(length, new DecisivePair(0, 1), count, valueFactors: 2);
        var sizes = CellsBy(design, length, ranks).Select(cells => cells.Count()).ToList();
        Assert.That(sizes, Has.Count.EqualTo(ranks == 2 ? length * (length - 1) : length));
        Assert.That(sizes.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Every_cell_is_a_permutation_and_every_factor_meets_each_stratum_once([Values(3, 4, 6, 11)] int length, [Values(1, 2, 5, 12, 121)] int limit)
    {
        int count = CellDesign.CountWithin(length, limit);
        var design = new CellDesign(length, new DecisivePair(length > 3 ? 1 : 0, 1), count, valueFactors: 3);
        int[] positions = new int[length];
        for (int cell = 0; cell < count; cell++)
        {
            design.Arrange(cell, positions);
            Assert.That(positions, Is.EquivalentTo(Enumerable.Range(0, length)));
        }

        for (int factor = 0; factor < 3; factor++)
        {
            Assert.That(Enumerable.Range(0, count).Select(cell => design.Stratum(cell, factor, count)), Is.EquivalentTo(Enumerable.Range(0, count)));
        }
    }

    // Means of the uniforms over all levels against order statistics of n uniforms: E of the k-th largest is (n + 1 - k) / (n + 1).
    [Test]
    public void Uniforms_have_the_means_of_order_statistics([Values(3, 5, 10)] int length)
    {
        const int Nodes = 4096;
        var pair = DecisivePair.Of(SequenceTask.Argmedian, length);
        var order = new OrderedUniforms(length, pair);
        var lattice = new LatinLattice(Nodes, 1, order.Levels);
        double[] means = new double[length];
        double[] levels = new double[order.Levels];
        for (int node = 0; node < Nodes; node++)
        {
            for (int i = 0; i < levels.Length; i++)
            {
                levels[i] = lattice.Level(node, i);
            }

            order.Place(levels);
            for (int rank = 0; rank < length; rank++)
            {
                means[rank] += rank == pair.Upper || rank == pair.Lower ? 0 : order[rank] / Nodes;
            }
        }

        for (int rank = 0; rank < length; rank++)
        {
            double expected = rank == pair.Upper || rank == pair.Lower ? 0 : (length - rank) / (length + 1.0);
            Assert.That(means[rank], Is.EqualTo(expected).Within(1e-3), $"rank {rank}");
        }
    }

    [Test]
    public void The_third_largest_of_uniforms_has_the_quantiles_of_its_binomial_law([Values(1, 2, 8, 29)] int k)
    {
        foreach (double probability in new[] { 1e-6, 0.01, 0.3, 0.5, 0.9, 0.99999 })
        {
            // At least k of k + 2 uniforms lie below x.
            double x = OrderedUniforms.ThirdLargest(k, probability);
            double n = k + 2;
            double law = Math.Pow(x, n) + (n * Math.Pow(x, n - 1) * (1 - x)) + (n * (n - 1) / 2 * Math.Pow(x, n - 2) * (1 - x) * (1 - x));
            Assert.That(law, Is.EqualTo(probability).Within(1e-9));
        }
    }

    [Test]
    public void Strata_of_the_pair_tile_the_square([Values(1, 90, 5000)] int cells)
    {
        var strata = new PairStrata(cells);
        const int Grid = 200;
        var areas = new Dictionary<PairStratum, int>();
        for (int i = 0; i < Grid * Grid; i++)
        {
            var (s, t) = (((i / Grid) + 0.5) / Grid, ((i % Grid) + 0.5) / Grid);
            var stratum = strata.Find(s, t);
            Assert.That(s, Is.InRange(stratum.UpperFrom, stratum.UpperTo));
            Assert.That(t, Is.InRange(stratum.LowerFrom, stratum.LowerTo));
            areas[stratum] = areas.GetValueOrDefault(stratum) + 1;
        }

        Assert.That(areas, Has.Count.EqualTo(strata.UpperCount * strata.LowerCount));
        Assert.That(areas.Keys.Sum(stratum => (stratum.UpperTo - stratum.UpperFrom) * (stratum.LowerTo - stratum.LowerFrom)), Is.EqualTo(1).Within(1e-12));
    }

    private static IEnumerable<IGrouping<string, int>> CellsBy(CellDesign design, int length, int ranks)
    {
        int[] positions = new int[length];
        return Enumerable.Range(0, design.Count).GroupBy(cell =>
        {
            design.Arrange(cell, positions);
            return string.Join(' ', positions.Take(ranks));
        });
    }
}
