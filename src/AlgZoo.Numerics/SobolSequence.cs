using System.Numerics;
using AlgZoo.Metering;

namespace AlgZoo.Numerics;

/// <summary>
/// The Sobol low-discrepancy sequence with the direction numbers of Joe and Kuo (2008, table new-joe-kuo-6), plain or Owen-scrambled, in Gray-code
/// order (Antonov and Saleev 1979). The first 2^k points, and every later aligned block of 2^k points, are a digital net for any k up to 32. Not
/// safe for concurrent use.
/// </summary>
public sealed class SobolSequence
{
    /// <summary>Largest supported dimension.</summary>
    public const int MaximumDimension = 21;

    private const int Bits = 32;
    private const double CellSize = 1.0 / (1L << Bits);

    private readonly uint[] _directions;
    private readonly uint[] _state;
    private readonly OwenScrambling? _scrambling;
    private long _index;

    /// <summary>Opens the plain sequence: point 0 is the origin, shifted by half of the finest cell (2^-33).</summary>
    /// <param name="dimension">From 1 to <see cref="MaximumDimension"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is out of range.</exception>
    public SobolSequence(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, MaximumDimension);
        _directions = SobolDirections.Create(dimension);
        _state = new uint[dimension];
    }

    /// <summary>
    /// Opens a nested uniform (Owen) scrambling of the sequence: every point is uniform on the cube, and the net structure is kept.
    /// </summary>
    /// <param name="dimension">From 1 to <see cref="MaximumDimension"/>.</param>
    /// <param name="scrambling">Address that fixes the scrambling.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is out of range.</exception>
    public SobolSequence(int dimension, RandomAddress scrambling)
        : this(dimension)
    {
        _scrambling = new OwenScrambling(dimension, scrambling);
    }

    /// <summary>Number of coordinates.</summary>
    public int Dimension => _state.Length;

    /// <summary>Writes the next point.</summary>
    /// <param name="point">Receives <see cref="Dimension"/> coordinates strictly inside (0, 1).</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="InvalidOperationException">All 2^32 points were written.</exception>
    [OperationCost(OperationClass.AddDouble, 1, PerElementOf = nameof(point))]
    [OperationCost(OperationClass.MultiplyDouble, 1, PerElementOf = nameof(point))]
    public void Next(Span<double> point)
    {
        if (point.Length != Dimension)
        {
            throw new ArgumentException($"A point of this sequence has {Dimension} coordinates, not {point.Length}.", nameof(point));
        }

        if (_index >> Bits != 0)
        {
            throw new InvalidOperationException("All 2^32 points of the Sobol sequence were used; open another scrambling.");
        }

        for (int j = 0; j < point.Length; j++)
        {
            uint digits = _scrambling is null ? _state[j] : _scrambling.Apply(j, _state[j]);
            point[j] = (digits + 0.5) * CellSize;
        }

        _index++;
        int changedBit = BitOperations.TrailingZeroCount(_index);
        if (changedBit < Bits)
        {
            for (int j = 0; j < _state.Length; j++)
            {
                _state[j] ^= _directions[(j * Bits) + changedBit];
            }
        }
    }
}
