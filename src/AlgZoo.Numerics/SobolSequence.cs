namespace AlgZoo.Numerics;

/// <summary>The Sobol low-discrepancy sequence with the direction numbers of Joe and Kuo (2008), plain or Owen-scrambled.</summary>
public sealed class SobolSequence
{
    /// <summary>Largest supported dimension.</summary>
    public const int MaximumDimension = 21;

    /// <summary>Opens the plain sequence: point 0 is the origin, shifted by half of the finest cell (2^-33).</summary>
    /// <param name="dimension">From 1 to <see cref="MaximumDimension"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is out of range.</exception>
    public SobolSequence(int dimension) => throw new NotImplementedException();

    /// <summary>Opens a nested uniform (Owen) scrambling of the sequence: every point is uniform on the cube, and the net structure is kept.</summary>
    /// <param name="dimension">From 1 to <see cref="MaximumDimension"/>.</param>
    /// <param name="scrambling">Address that fixes the scrambling.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is out of range.</exception>
    public SobolSequence(int dimension, RandomAddress scrambling) => throw new NotImplementedException();

    /// <summary>Number of coordinates.</summary>
    public int Dimension => throw new NotImplementedException();

    /// <summary>Writes the next point.</summary>
    /// <param name="point">Receives <see cref="Dimension"/> coordinates strictly inside (0, 1).</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void Next(Span<double> point) => throw new NotImplementedException();
}
