namespace AlgZoo.Exact;

/// <summary>
/// Cases of L inputs, each a rank order and a stratum for each of L factors, the same for every model. Cases come in blocks that share their strata: within a block the L translations put every rank at
/// every position once, so that whatever depends on the strata and on the position of one rank is averaged over positions without error. Consecutive blocks run through the units of the
/// position group, which balances pairs of ranks where L is a prime power, and through the strata, of which every factor meets each exactly once.
/// </summary>
/// <remarks>Integer arithmetic only: it costs no FLOPs. Not safe for concurrent use.</remarks>
public sealed class BalancedDesign
{
    /// <summary>Largest number of inputs.</summary>
    public const int MaximumInputs = 18;

    private readonly PositionGroup _group;
    private readonly Strata _strata;
    private readonly RankOrders _rankOrders;
    private readonly int _unitStride;
    private readonly int[] _ranks;
    private readonly int[] _positions;
    private int _round = -1;

    /// <summary>Lays out a design.</summary>
    /// <param name="inputs">Number of inputs L, from 2 to <see cref="MaximumInputs"/>.</param>
    /// <param name="blocks">Number of blocks, one that <see cref="LargestBlocks"/> returns.</param>
    /// <param name="relabelling">Which of the two relabellings.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public BalancedDesign(int inputs, int blocks, Relabelling relabelling = Relabelling.First)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputs, MaximumInputs);
        _group = new PositionGroup(inputs);
        _strata = new Strata(inputs, blocks);
        _rankOrders = new RankOrders(inputs, ((blocks - 1) / _group.Units) + 1, relabelling);
        _unitStride = Math.Max(1, _group.Units / blocks);
        _ranks = new int[inputs];
        _positions = new int[inputs];
    }

    /// <summary>Number of inputs L, of cases in a block, and of factors.</summary>
    public int Inputs => _group.Positions;

    /// <summary>Number of blocks, and of strata of every factor.</summary>
    public int Blocks => _strata.Blocks;

    /// <summary>The largest number of blocks of a design, up to a limit: powers of two up to s, then multiples of s, from s^2 on of s^2, from s^3 on of s^3; s = 8 up to 10 inputs, 16 above.</summary>
    /// <param name="inputs">Number of inputs L.</param>
    /// <param name="limit">At least 1.</param>
    /// <returns>A number of blocks that the constructor takes.</returns>
    public static int LargestBlocks(int inputs, int limit) => Strata.LargestCount(inputs, limit);

    /// <summary>The stratum of a factor in a block.</summary>
    /// <param name="block">From 0 to <see cref="Blocks"/> - 1.</param>
    /// <param name="factor">From 0 to <see cref="Inputs"/> - 1.</param>
    /// <returns>From 0 to <see cref="Blocks"/> - 1.</returns>
    public int Stratum(int block, int factor) => _strata.Stratum(block, factor);

    /// <summary>The positions of the ranks in one case.</summary>
    /// <param name="block">From 0 to <see cref="Blocks"/> - 1.</param>
    /// <param name="translation">From 0 to <see cref="Inputs"/> - 1.</param>
    /// <param name="positionsByRank">Shape [L]: receives the position of every rank.</param>
    public void Arrange(int block, int translation, Span<int> positionsByRank)
    {
        int round = block / _group.Units;
        if (round != _round)
        {
            _round = round;
            _rankOrders.Fill(round, _ranks, _positions);
        }

        int unit = block * _unitStride % _group.Units;
        for (int rank = 0; rank < positionsByRank.Length; rank++)
        {
            positionsByRank[rank] = _positions[_group.Place(unit, translation, _ranks[rank])];
        }
    }
}
