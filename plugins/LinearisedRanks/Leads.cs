using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>The leads of the label's logit over each rival's as linear functions of the decisive pair, lead = offset + upper slope x upper value + lower slope x lower value.</summary>
internal sealed class Leads(int rivals)
{
    private readonly bool[] _losesTies = new bool[rivals];

    /// <summary>Number of rivals.</summary>
    public int Rivals => rivals;

    /// <summary>Shape [rivals].</summary>
    public double[] Offsets { get; } = new double[rivals];

    /// <summary>Shape [rivals].</summary>
    public double[] UpperSlopes { get; } = new double[rivals];

    /// <summary>Shape [rivals].</summary>
    public double[] LowerSlopes { get; } = new double[rivals];

    /// <summary>FLOPs of <see cref="Probability"/> at most: twelve for each rival, and the law of what is left.</summary>
    public static long ProbabilityFlops(int rivals) => (12L * rivals) + 40;

    /// <summary>The class of a rival: all classes but the label's, in order. Of equal logits the first class wins.</summary>
    public int Meet(int rival, int label)
    {
        int other = rival < label ? rival : rival + 1;
        _losesTies[rival] = other > label;
        return other;
    }

    /// <summary>The probability, given a segment, that every lead is positive: an interval of the lower value.</summary>
    public double Probability(in PairSegment segment)
    {
        double from = segment.From;
        double to = segment.To;
        for (int rival = 0; rival < rivals; rival++)
        {
            double slope = LowerSlopes[rival];
            double offset = Offsets[rival] + (UpperSlopes[rival] * segment.Upper);
            double atFrom = offset + (slope * segment.From);
            double atTo = offset + (slope * segment.To);
            if (atFrom > 0)
            {
                if (atTo <= 0)
                {
                    to = Math.Min(to, -offset / slope);
                }
            }
            else if (atTo > 0)
            {
                from = Math.Max(from, -offset / slope);
            }
            else if (atFrom < 0 || atTo < 0 || !_losesTies[rival])
            {
                return 0;
            }
        }

        if (to <= from)
        {
            return 0;
        }

        double uniformFrom = from > segment.From ? Gaussian.Cdf(from) : segment.UniformFrom;
        double uniformTo = to < segment.To ? Gaussian.Cdf(to) : segment.UniformTo;
        return Math.Clamp((uniformTo - uniformFrom) / (segment.UniformTo - segment.UniformFrom), 0, 1);
    }
}
