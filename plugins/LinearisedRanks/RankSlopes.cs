namespace AlgZoo.Plugins;

/// <summary>How fast the lead over each rival grows with the value of each rank, in a cell's linear map.</summary>
internal sealed class RankSlopes(int rivals, int length)
{
    private readonly double[] _slopes = new double[rivals * length];

    /// <summary>Reads the slopes off a region, and sets those of the decisive pair.</summary>
    public void Set(LinearRegion region, Leads leads, ReadOnlySpan<int> positionsByRank, DecisivePair pair)
    {
        int label = positionsByRank[pair.Label];
        for (int rival = 0; rival < rivals; rival++)
        {
            int other = leads.Meet(rival, label);
            var slopes = _slopes.AsSpan(rival * length, length);
            for (int rank = 0; rank < length; rank++)
            {
                double[] derivatives = region.Derivatives(positionsByRank[rank]);
                slopes[rank] = derivatives[label] - derivatives[other];
            }

            leads.UpperSlopes[rival] = slopes[pair.Upper];
            leads.LowerSlopes[rival] = slopes[pair.Lower];
        }
    }

    /// <summary>Sets the offsets of the leads from the values of the ranks outside the pair; the map is homogeneous.</summary>
    public void SetOffsets(Leads leads, ReadOnlySpan<double> values, DecisivePair pair)
    {
        for (int rival = 0; rival < rivals; rival++)
        {
            var slopes = _slopes.AsSpan(rival * length, length);
            double offset = 0;
            for (int rank = 0; rank < length; rank++)
            {
                if (rank < pair.Upper || rank > pair.Lower)
                {
                    offset += slopes[rank] * values[rank];
                }
            }

            leads.Offsets[rival] = offset;
        }
    }
}
