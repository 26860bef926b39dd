namespace AlgZoo.Exact;

/// <summary>Which of two relabellings of a design: their difference shows how much its result depends on an arbitrary choice.</summary>
public enum Relabelling
{
    /// <summary>Ranks by evenly spaced permutations in lexicographic order, positions by the same in another order.</summary>
    First,

    /// <summary>The other way about: the two orders are exchanged.</summary>
    Second,
}

/// <summary>
/// Pairs of permutations, one of ranks and one of positions for each round, spread evenly over all permutations in lexicographic order (Lehmer 1960). Composed with a set of arrangements that is balanced in
/// pairs they give another such set. A single round of the first relabelling keeps the identity.
/// </summary>
internal sealed class RankOrders
{
    private const long GoldenSection = 618_033_989;
    private const long GoldenUnit = 1_000_000_000;

    private readonly int _rounds;
    private readonly int _multiplier;
    private readonly bool _exchanged;
    private readonly UInt128 _permutations;

    public RankOrders(int count, int rounds, Relabelling relabelling)
    {
        _rounds = rounds;
        _multiplier = NumberNearGoldenSection(1, rounds);
        _exchanged = relabelling == Relabelling.Second;
        _permutations = 1;
        for (int i = 2; i <= count; i++)
        {
            _permutations *= (UInt128)i;
        }
    }

    /// <summary>A number without common divisor with <paramref name="modulus"/>, near the fraction of a multiple of the golden section of it: multiplication by it spreads neighbours.</summary>
    public static int NumberNearGoldenSection(int multiple, int modulus)
    {
        int number = Math.Max(1, (int)(modulus * (GoldenSection * multiple % GoldenUnit) / GoldenUnit));
        while (FiniteRing.GreatestCommonDivisor(number, modulus) != 1)
        {
            number++;
        }

        return number;
    }

    /// <summary>Writes the permutations of a round.</summary>
    public void Fill(int round, Span<int> ranks, Span<int> positions)
    {
        int spread = (int)((long)round * _multiplier % _rounds);
        Unrank(_exchanged ? spread : round, ranks);
        Unrank(_exchanged ? round : spread, positions);
    }

    // The permutation in the middle of the round's share of all permutations: each factorial digit is a place among the numbers left.
    private void Unrank(int round, Span<int> permutation)
    {
        for (int i = 0; i < permutation.Length; i++)
        {
            permutation[i] = i;
        }

        if (_rounds == 1 && !_exchanged)
        {
            return;
        }

        var index = (_permutations * (UInt128)((2L * round) + 1)) / (UInt128)(2L * _rounds);
        var block = _permutations;
        for (int i = 0; i < permutation.Length; i++)
        {
            block /= (UInt128)(permutation.Length - i);
            int place = i + (int)(index / block);
            index %= block;
            int chosen = permutation[place];
            permutation[i..place].CopyTo(permutation[(i + 1)..]);
            permutation[i] = chosen;
        }
    }
}
