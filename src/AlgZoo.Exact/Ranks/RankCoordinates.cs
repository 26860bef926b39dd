using System.Numerics;
using AlgZoo.Numerics;

namespace AlgZoo.Exact;

/// <summary>
/// An exact map from independent uniforms to L independent standard Gaussian inputs in which the largest values, their positions and the gaps between them are coordinates of their own, so that the
/// right answer of a rank task is a function of the first coordinate alone.
/// </summary>
/// <remarks>
/// With e explicit ranks: U_1 = r_1^(1/L), U_{l+1} = U_l r_{l+1}^(1/(L-l)) are the e largest of L uniforms (Rényi's representation; David and Nagaraja 2003, section 2.5), their positions a uniform
/// arrangement of e of the L positions, and all other values independent and uniform below U_e. Then x = Phi^-1(U). Allocates in the constructor only; not safe for concurrent use.
/// </remarks>
public sealed class RankCoordinates
{
    private const int QuantileFlops = 16;
    private const int PowerFlops = 16;

    private readonly int[] _importance;
    private readonly int[] _ratioOrder;
    private readonly int[] _positionsByRank;
    private readonly bool[] _isPlaced;
    private readonly double[] _exponents;
    private readonly double[] _ratios;
    private readonly RankedInput[] _explicit;

    /// <summary>Makes the map.</summary>
    /// <param name="count">L, at least 1.</param>
    /// <param name="explicitRanks">e, from 0 to L.</param>
    /// <param name="leadingRank">The rank whose position the first coordinate stratifies first, 0 for the largest; then those next to it.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public RankCoordinates(int count, int explicitRanks, int leadingRank = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(explicitRanks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(explicitRanks, count);
        ArgumentOutOfRangeException.ThrowIfNegative(leadingRank);
        Count = count;
        ExplicitRanks = explicitRanks;
        _importance = [.. Enumerable.Range(0, explicitRanks).OrderBy(rank => Math.Abs(rank - leadingRank)).ThenBy(rank => rank)];
        FlopsOfMap = MapFlops(count, explicitRanks);
        // The gap below the leading rank, the gap above it, those further off; the largest value itself last.
        _ratioOrder = [.. Enumerable.Range(1, Math.Max(0, explicitRanks - 1)).OrderBy(gap => Math.Abs(gap - leadingRank)).ThenByDescending(gap => gap), .. Enumerable.Range(0, Math.Min(1, explicitRanks))];
        _positionsByRank = new int[count];
        _isPlaced = new bool[count];
        _exponents = [.. Enumerable.Range(0, explicitRanks).Select(rank => 1.0 / (count - rank))];
        _ratios = new double[explicitRanks];
        _explicit = new RankedInput[explicitRanks];
    }

    /// <summary>L, the number of inputs.</summary>
    public int Count { get; }

    /// <summary>e, how many of the largest values are explicit.</summary>
    public int ExplicitRanks { get; }

    /// <summary>Number of uniforms that <see cref="Map"/> takes: one for the arrangement of the explicit ranks, and one for each input.</summary>
    public int Dimension => Count + 1;

    /// <summary>FLOPs of <see cref="Map"/>.</summary>
    public long FlopsOfMap { get; }

    /// <summary>What <see cref="FlopsOfMap"/> will be: for each input a quantile and a product, for each explicit rank a root and two operations of the arrangement. Whole numbers only: to plan with it is free.</summary>
    /// <param name="count">L, at least 1.</param>
    /// <param name="explicitRanks">e, from 0 to L.</param>
    /// <returns>The FLOPs.</returns>
    public static long MapFlops(int count, int explicitRanks) => (count * (QuantileFlops + 1L)) + Enumerable.Range(0, explicitRanks).Sum(rank => 2L + RootFlops(count - rank));

    /// <summary>Maps a point of the unit cube.</summary>
    /// <param name="point">
    /// <see cref="Dimension"/> uniforms in (0, 1): the arrangement; the ratios of the explicit values, by their distance from the leading rank; the other inputs from the last position to the first.
    /// </param>
    /// <param name="inputs">Shape [L]: receives independent standard Gaussians if the uniforms are independent.</param>
    public void Map(ReadOnlySpan<double> point, Span<float> inputs)
    {
        Arrange(point[0]);
        for (int i = 0; i < ExplicitRanks; i++)
        {
            _ratios[_ratioOrder[i]] = point[1 + i];
        }

        Place(_positionsByRank, _ratios, point[(1 + ExplicitRanks)..], inputs);
    }

    /// <summary>Maps an arrangement, ratios and uniforms that the caller chose.</summary>
    /// <param name="positions">Shape [L]: the position of each explicit rank, the largest first, and then the positions of the other inputs.</param>
    /// <param name="ratios">Shape [e]: r_1 .. r_e in (0, 1), see above.</param>
    /// <param name="others">Shape [L - e]: for each other input, in the order of <paramref name="positions"/>, its uniform as a fraction of U_e, in (0, 1).</param>
    /// <param name="inputs">Shape [L]: receives the inputs.</param>
    public void Place(ReadOnlySpan<int> positions, ReadOnlySpan<double> ratios, ReadOnlySpan<double> others, Span<float> inputs)
    {
        double uniform = 1;
        for (int rank = 0; rank < ExplicitRanks; rank++)
        {
            uniform *= Root(ratios[rank], Count - rank, _exponents[rank]);
            float value = (float)Gaussian.Quantile(uniform);
            inputs[positions[rank]] = value;
            _explicit[rank] = new RankedInput(value, positions[rank]);
        }

        for (int i = 0; i < others.Length; i++)
        {
            inputs[positions[ExplicitRanks + i]] = (float)Gaussian.Quantile(uniform * others[i]);
        }
    }

    /// <summary>The input of an explicit rank of the sequence that was mapped last.</summary>
    /// <param name="rank">The rank, 0 for the largest, below <see cref="ExplicitRanks"/>; or a rank outside [0, L), where no input is.</param>
    /// <returns>The input, or <see cref="RankedInput.AboveAll"/> or <see cref="RankedInput.BelowAll"/>.</returns>
    public RankedInput Ranked(int rank) => rank < 0 ? RankedInput.AboveAll : rank >= Count ? RankedInput.BelowAll : _explicit[rank];

    private static int RootFlops(int degree) => BitOperations.IsPow2(degree) ? BitOperations.Log2((uint)degree) : PowerFlops;

    // By square roots where they do: a square root costs 1, a power 16.
    private static double Root(double value, int degree, double exponent)
    {
        if (!BitOperations.IsPow2(degree))
        {
            return Math.Pow(value, exponent);
        }

        for (int square = degree; square > 1; square >>= 1)
        {
            value = Math.Sqrt(value);
        }

        return value;
    }

    // The digits of the uniform in mixed radix, each the place among the positions still free.
    private void Arrange(double uniform)
    {
        Array.Clear(_isPlaced);
        for (int digit = 0; digit < _importance.Length; digit++)
        {
            int free = Count - digit;
            double scaled = uniform * free;
            int place = Math.Min((int)scaled, free - 1);
            uniform = scaled - place;
            int position = FreePosition(place);
            _isPlaced[position] = true;
            _positionsByRank[_importance[digit]] = position;
        }

        int next = ExplicitRanks;
        for (int position = Count - 1; position >= 0; position--)
        {
            if (!_isPlaced[position])
            {
                _positionsByRank[next++] = position;
            }
        }
    }

    private int FreePosition(int place)
    {
        for (int position = 0; ; position++)
        {
            if (!_isPlaced[position] && place-- == 0)
            {
                return position;
            }
        }
    }
}
