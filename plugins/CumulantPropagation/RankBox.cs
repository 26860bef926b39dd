using System.Numerics;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// A cell: which positions hold the l highest ranks, and a stratum for each ratio of the uniforms U_k = Phi(x_(k)), which are U_0 = r_0^(1/n), U_k = U_(k-1) r_k^(1/(n-k)) with independent uniform
/// r_k. The inputs below are independent Gaussians below the lowest explicit value.
/// </summary>
/// <remarks>
/// Within the cell the inputs are linear in independent coordinates of mean 0 and variance 1: one for each stratum, by the two Gauss nodes of a uniform law, and one for each input below.
/// </remarks>
internal sealed class RankBox
{
    /// <summary>The most explicit ranks that the sequence has coordinates for.</summary>
    public const int MaximumExplicitRanks = SobolSequence.MaximumDimension - 2;

    private readonly int _length;
    private readonly AnswerRanks _answer;
    private readonly WorkCount _work;
    private readonly RatioStrata _strata;
    private readonly SobolSequence _sequence;
    private readonly double _shift;
    private readonly double[] _point;
    private readonly double[] _uniforms;
    private readonly int[] _free;

    public RankBox(int sequenceLength, AnswerRanks answer, Refinement refinement, WorkCount work)
    {
        _length = sequenceLength;
        _answer = answer;
        _work = work;
        Explicit = refinement.ExplicitRanks;
        _strata = new RatioStrata(sequenceLength, answer, refinement, work);
        _sequence = new SobolSequence(Dimensions(Explicit));
        _shift = 0.5 / BitOperations.RoundUpToPowerOf2((uint)refinement.Cells);
        _point = new double[_sequence.Dimension];
        _uniforms = new double[Explicit];
        _free = new int[sequenceLength];
        Positions = new int[sequenceLength];
        Centre = new double[sequenceLength];
        Slopes = new double[Explicit, Explicit];
        LowerSlopes = new double[Explicit];
    }

    /// <summary>Number of explicit ranks l.</summary>
    public int Explicit { get; }

    /// <summary>The position of every explicit rank, the largest first, then the positions of the inputs below.</summary>
    public int[] Positions { get; }

    /// <summary>The centre of the cell, by position.</summary>
    public double[] Centre { get; }

    /// <summary>Slopes[k, j]: how the value of rank j moves with the coordinate of ratio k, for j >= k >= 1.</summary>
    public double[,] Slopes { get; }

    /// <summary>How the mean of the inputs below moves with the coordinate of ratio k.</summary>
    public double[] LowerSlopes { get; }

    /// <summary>The law of the inputs below.</summary>
    public TruncatedGaussian Lower { get; private set; }

    /// <summary>Coordinates of the sequence: the positions next to the answer, the ratios, the other positions.</summary>
    private static int Dimensions(int explicitRanks) => explicitRanks + 2;

    /// <summary>Upper bound of the FLOPs of <see cref="Next"/>.</summary>
    public static long Flops(int explicitRanks)
    {
        long l = explicitRanks;
        long coordinates = (5 * Dimensions(explicitRanks)) + (4 * l);
        long centre = l * (WorkCount.Transcendental + 4);
        long slopes = (l * (l - 1) / 2 * ((2 * WorkCount.Transcendental) + 4)) + ((l - 1) * ((2 * TruncatedGaussian.MeanFlops) + 4));
        return coordinates + centre + WorkCount.Transcendental + 1 + slopes + TruncatedGaussian.Flops;
    }

    /// <summary>Moves to the next cell.</summary>
    public void Next()
    {
        _sequence.Next(_point);
        Centralise();
        _work.Add(Flops(Explicit));
        Arrange();
        PlaceCentre();
        for (int ratio = 1; ratio < Explicit; ratio++)
        {
            PlaceSlopes(ratio);
        }
    }

    // The points of the sequence are the lower corners of their strata; half a stratum takes them to the centres.
    private void Centralise()
    {
        for (int k = 0; k < _point.Length; k++)
        {
            double shifted = _point[k] + _shift;
            _point[k] = shifted < 1 ? shifted : shifted - 1;
        }
    }

    // Coordinate 0 places the answer and its neighbours, the last one all other explicit ranks; the rest of the positions stay in order.
    private void Arrange()
    {
        for (int position = 0; position < _length; position++)
        {
            _free[position] = position;
        }

        int left = _length;
        double near = _point[0];
        double far = _point[^1];
        for (int rank = _answer.First; rank <= _answer.Last; rank++)
        {
            Positions[rank] = Take(ref near, ref left);
        }

        for (int rank = 0; rank < Explicit; rank++)
        {
            if (rank == _answer.First - 1 || rank == _answer.Last + 1)
            {
                Positions[rank] = Take(ref near, ref left);
            }
        }

        for (int rank = 0; rank < Explicit; rank++)
        {
            if (rank < _answer.First - 1 || rank > _answer.Last + 1)
            {
                Positions[rank] = Take(ref far, ref left);
            }
        }

        _free.AsSpan(0, left).CopyTo(Positions.AsSpan(Explicit));
    }

    // The leading digit of the coordinate, in the radix of what is left, picks one of the free positions.
    private int Take(ref double coordinate, ref int left)
    {
        double scaled = coordinate * left;
        int digit = Math.Min((int)scaled, left - 1);
        coordinate = scaled - digit;
        int position = _free[digit];
        left--;
        _free.AsSpan(digit + 1, left - digit).CopyTo(_free.AsSpan(digit));
        return position;
    }

    private void PlaceCentre()
    {
        double uniform = 1;
        for (int rank = 0; rank < Explicit; rank++)
        {
            uniform *= rank == 0 ? Math.Pow(_point[_strata.Coordinate(0)], 1.0 / _length) : _strata.Centre(rank, _point[_strata.Coordinate(rank)]);
            _uniforms[rank] = uniform;
            Centre[Positions[rank]] = Gaussian.Quantile(uniform);
        }

        if (Explicit < _length)
        {
            Lower = TruncatedGaussian.Below(Centre[Positions[Explicit - 1]], uniform);
            for (int k = Explicit; k < _length; k++)
            {
                Centre[Positions[k]] = Lower.Mean;
            }
        }
    }

    private void PlaceSlopes(int ratio)
    {
        var (down, up) = _strata.Nodes(ratio, _point[_strata.Coordinate(ratio)]);
        double below = 0;
        double above = 0;
        for (int rank = ratio; rank < Explicit; rank++)
        {
            below = Gaussian.Quantile(_uniforms[rank] * down);
            above = Gaussian.Quantile(_uniforms[rank] * up);
            Slopes[ratio, rank] = 0.5 * (above - below);
        }

        if (Explicit < _length)
        {
            double lowest = _uniforms[Explicit - 1];
            LowerSlopes[ratio] = 0.5 * (TruncatedGaussian.MeanBelow(above, lowest * up) - TruncatedGaussian.MeanBelow(below, lowest * down));
        }
    }
}
