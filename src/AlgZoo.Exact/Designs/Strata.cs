namespace AlgZoo.Exact;

/// <summary>
/// One stratum for every factor in every block: over N blocks each factor meets each of N equal strata exactly once. The leading digit of a stratum is a level of an orthogonal array of
/// strength 3 over each s^3 blocks in a row; the digits below it run through what is left. Fewer than s blocks have one digit.
/// </summary>
internal sealed class Strata
{
    private readonly int _lead;
    private readonly int _rounds;
    private readonly FiniteRing _leading;
    private readonly FiniteRing _second;
    private readonly FiniteRing _third;
    private readonly OrthogonalLevels? _levels;
    private readonly int[] _roundMultipliers;

    /// <summary>Lays out the strata.</summary>
    /// <param name="factors">Number of factors.</param>
    /// <param name="blocks">Number of blocks N, one that <see cref="LargestCount"/> returns.</param>
    public Strata(int factors, int blocks)
    {
        int s = LevelsFor(factors);
        if (blocks < 1 || LargestCount(factors, blocks) != blocks)
        {
            throw new ArgumentOutOfRangeException(nameof(blocks), blocks, $"Strata of {factors} factors are laid out for a power of two up to {s} blocks, or for a multiple of {s}, from {s * s} on of {s * s}, from {s * s * s} on of {s * s * s}.");
        }

        Blocks = blocks;
        _lead = Math.Min(s, blocks);
        int slices = blocks / _lead;
        _leading = new FiniteRing(_lead);
        _second = new FiniteRing(Math.Min(s, slices));
        _third = new FiniteRing(Math.Min(s, slices / _second.Order));
        _rounds = slices / (_second.Order * _third.Order);
        _roundMultipliers = [.. Enumerable.Range(0, factors).Select(factor => RankOrders.NumberNearGoldenSection(factor + 1, _rounds))];
        _levels = _lead == s ? new OrthogonalLevels(factors, _leading) : null;
    }

    /// <summary>Number of blocks, and of strata of every factor.</summary>
    public int Blocks { get; }

    /// <summary>The number of levels s of the orthogonal array: the least power of two, from 8 on, with at least so many factors less two.</summary>
    public static int LevelsFor(int factors)
    {
        int levels = 8;
        while (levels + 2 < factors)
        {
            levels *= 2;
        }

        return levels;
    }

    /// <summary>The largest number of blocks that can be laid out, up to a limit of at least 1: powers of two up to s, then s k and s^2 k for k up to s, then s^3 k.</summary>
    public static int LargestCount(int factors, int limit)
    {
        int s = LevelsFor(factors);
        int unit = limit < s ? 1 << int.Log2(limit) : limit < s * s ? s : limit < s * s * s ? s * s : s * s * s;
        return limit / unit * unit;
    }

    /// <summary>The stratum of a factor in a block.</summary>
    /// <param name="block">From 0 to N - 1.</param>
    /// <param name="factor">The factor.</param>
    /// <returns>From 0 to N - 1; a permutation of the blocks for each factor.</returns>
    public int Stratum(int block, int factor)
    {
        int b = block % _lead;
        int slice = block / _lead;
        int x = slice % _second.Order;
        int y = slice / _second.Order % _third.Order;
        int z = slice / (_second.Order * _third.Order);

        // Each digit is a permutation of its own index once the digits before it and the indices after it are fixed. It depends on the digit before, or few slices would move all factors together.
        int leading = _levels?.Level(factor, b, x, y) ?? Affine(_leading, factor, b, shift: factor);
        int second = Affine(_second, factor, x, shift: (5 * factor) + leading);
        int third = Affine(_third, 3 * factor, y, shift: factor + second);
        // A different permutation of the rounds for every factor.
        int round = (int)((long)z * _roundMultipliers[factor] % _rounds);
        return (((((leading * _second.Order) + second) * _third.Order) + third) * _rounds) + round;
    }

    private static int Affine(FiniteRing ring, int unit, int index, int shift) => ring.Add(ring.Multiply(ring.Units[unit % ring.Units.Count], index), shift % ring.Order);
}
