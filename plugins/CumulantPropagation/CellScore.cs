namespace AlgZoo.Plugins;

/// <summary>The score of a network within a cell: by its value at the centre, and by the cumulants of what it does along the coordinates of the cell.</summary>
internal sealed class CellScore
{
    // Beyond so many deviations a lead is taken for sure.
    private const double Sure = 5;

    // The excess kurtosis of a uniform law.
    private const double UniformExcessKurtosis = -1.2;

    // The bias and its square; the lead and its two tests, against the screening; the lead, its variance among the others and its tests, root, ratio and tests.
    private const int ErrorFlops = 12;
    private const int ScreeningFlops = 6;
    private const int LeadFlops = 9;

    private readonly LinearisedNetwork _network;
    private readonly RankBox _box;
    private readonly AnswerRanks _answer;
    private readonly int _order;
    private readonly double _squaredScreening;
    private readonly WorkCount _work;
    private readonly LeadLaw _leads;
    private readonly double[] _gradient;
    private readonly double[] _slopes;
    private readonly double[] _varianceSums;
    private readonly int[] _varianceCounts;

    public CellScore(ReluRnn model, RankBox box, AnswerRanks answer, double screening, int order, WorkCount work)
    {
        _network = new LinearisedNetwork(model, work);
        _box = box;
        _answer = answer;
        _order = order;
        _squaredScreening = screening * screening;
        _work = work;
        int coordinates = Coordinates(model.SequenceLength);
        _leads = new LeadLaw(model.OutputSize - 1, coordinates, work);
        _gradient = new double[model.SequenceLength];
        _slopes = new double[coordinates];
        _varianceSums = new double[model.OutputSize];
        _varianceCounts = new int[model.OutputSize];
    }

    /// <summary>Upper bound of the FLOPs of one cell.</summary>
    public static long Flops(ReluRnn model, int explicitRanks, Quantity quantity) =>
        LinearisedNetwork.RunFlops(model) + DirectionsFlops(model.SequenceLength, model.OutputSize, explicitRanks, quantity, LinearisedNetwork.GradientFlops(model));

    /// <summary>The score at the next cell of the box: P(logit of the label is the largest), or E[(output - target)^2].</summary>
    /// <param name="quantity">Accuracy or mean squared error.</param>
    /// <param name="affordable">FLOPs that may be spent on top of those spent before.</param>
    /// <returns>The score; null where it might cost more than that.</returns>
    public double? Next(Quantity quantity, long affordable)
    {
        long limit = _work.Flops + affordable;
        _box.Next();
        _network.Run(_box.Centre);
        if (_work.Flops + DirectionsFlops(_gradient.Length, _network.Outputs.Length, _box.Explicit, quantity, _network.GradientFlops()) > limit)
        {
            return null;
        }

        return quantity == Quantity.Accuracy ? ProbabilityOfLargest() : SquaredError();
    }

    private double ProbabilityOfLargest()
    {
        int label = _box.Positions[_answer.First];
        _leads.Clear();
        int strongest = Strongest(label);
        if (strongest >= 0 && !AddLead(label, strongest))
        {
            return 0;
        }

        for (int rival = 0; rival < _network.Outputs.Length; rival++)
        {
            if (rival != label && rival != strongest && !IsHarmless(label, rival) && !AddLead(label, rival))
            {
                return 0;
            }
        }

        return _leads.ProbabilityOfAll();
    }

    private double SquaredError()
    {
        _network.Gradient(0, null, _gradient);
        double error = _network.Outputs[0];
        double share = _answer.First == _answer.Last ? 1 : 0.5;
        for (int rank = _answer.First; rank <= _answer.Last; rank++)
        {
            error -= share * _box.Centre[_box.Positions[rank]];
            _gradient[_box.Positions[rank]] -= share;
        }

        _work.Add(ErrorFlops);
        return (error * error) + Slopes();
    }

    // One for each input but the largest, whose size is a point of the sequence.
    private static int Coordinates(int sequenceLength) => sequenceLength - 1;

    // The slopes and the sum of their squares.
    private static long SlopesFlops(int sequenceLength, int explicitRanks)
    {
        long l = explicitRanks;
        long below = sequenceLength - l;
        return 1 + (4 * below) + ((l - 1) * 3) + (l * (l - 1));
    }

    // All that follows the run at the centre, when a gradient costs so much.
    private static long DirectionsFlops(int sequenceLength, int outputs, int explicitRanks, Quantity quantity, long gradientFlops)
    {
        int coordinates = Coordinates(sequenceLength);
        long directionFlops = gradientFlops + SlopesFlops(sequenceLength, explicitRanks);
        if (quantity == Quantity.MeanSquaredError)
        {
            return directionFlops + ErrorFlops;
        }

        int rivals = outputs - 1;
        long rivalFlops = directionFlops + ScreeningFlops + LeadFlops + HigherCumulantsFlops(coordinates);
        return outputs + (rivals * rivalFlops) + LeadLaw.Flops(rivals, coordinates);
    }

    private static long HigherCumulantsFlops(int coordinates) => (5L * coordinates) + 16 + Edgeworth.Flops;

    private int Strongest(int label)
    {
        int strongest = -1;
        for (int rival = 0; rival < _network.Outputs.Length; rival++)
        {
            if (rival != label && (strongest < 0 || _network.Outputs[rival] > _network.Outputs[strongest]))
            {
                strongest = rival;
            }
        }

        _work.Add(_network.Outputs.Length);
        return strongest;
    }

    // Compares the lead with the rival's typical deviation over the cells before this one; a rival that was never looked at is not harmless.
    private bool IsHarmless(int label, int rival)
    {
        double lead = _network.Outputs[label] - _network.Outputs[rival];
        _work.Add(ScreeningFlops);
        return lead > 0 && lead * lead * _varianceCounts[rival] > _squaredScreening * _varianceSums[rival];
    }

    // False if the lead is surely negative. The argmax takes the first of equal logits.
    private bool AddLead(int label, int rival)
    {
        double lead = _network.Outputs[label] - _network.Outputs[rival];
        _network.Gradient(label, rival, _gradient);
        double variance = Slopes();
        _varianceSums[rival] += variance;
        _varianceCounts[rival]++;
        _work.Add(LeadFlops);
        if (variance == 0)
        {
            return lead > 0 || (lead == 0 && label < rival);
        }

        double deviation = Math.Sqrt(variance);
        double standardised = lead / deviation;
        if (_order > 2)
        {
            standardised = Corrected(standardised, deviation);
        }

        if (Math.Abs(standardised) > Sure)
        {
            return standardised > 0;
        }

        _leads.Add(standardised, _slopes, deviation);
        return true;
    }

    // Slopes along the coordinates of the cell, the strata before the inputs below. Returns the variance.
    private double Slopes()
    {
        int l = _box.Explicit;
        double lowerDeviation = Math.Sqrt(_box.Lower.Variance);
        double lowerGradient = 0;
        double variance = 0;
        for (int k = l; k < _gradient.Length; k++)
        {
            double ofInput = _gradient[_box.Positions[k]];
            double slope = ofInput * lowerDeviation;
            lowerGradient += ofInput;
            variance += slope * slope;
            _slopes[k - 1] = slope;
        }

        for (int ratio = 1; ratio < l; ratio++)
        {
            double slope = lowerGradient * _box.LowerSlopes[ratio];
            for (int rank = ratio; rank < l; rank++)
            {
                slope += _gradient[_box.Positions[rank]] * _box.Slopes[ratio, rank];
            }

            variance += slope * slope;
            _slopes[ratio - 1] = slope;
        }

        _work.Add(SlopesFlops(_gradient.Length, l));
        return variance;
    }

    private double Corrected(double standardised, double deviation)
    {
        double thirdPowers = 0;
        double lowerFourthPowers = 0;
        double fourthPowers = 0;
        for (int k = 0; k < _slopes.Length; k++)
        {
            double square = _slopes[k] * _slopes[k];
            if (k < _box.Explicit - 1)
            {
                fourthPowers += square * square;
            }
            else
            {
                thirdPowers += square * _slopes[k];
                lowerFourthPowers += square * square;
            }
        }

        _work.Add(HigherCumulantsFlops(_slopes.Length));
        if (_box.Lower.Variance == 0)
        {
            return Equivalent(standardised, 0, UniformExcessKurtosis * fourthPowers / (deviation * deviation * deviation * deviation));
        }

        double lowerVariance = _box.Lower.Variance;
        double skewness = _box.Lower.ThirdCumulant / (lowerVariance * Math.Sqrt(lowerVariance)) * thirdPowers;
        double kurtosis = (UniformExcessKurtosis * fourthPowers) + (_box.Lower.FourthCumulant / (lowerVariance * lowerVariance) * lowerFourthPowers);
        double cube = deviation * deviation * deviation;
        return Equivalent(standardised, skewness / cube, kurtosis / (cube * deviation));
    }

    private double Equivalent(double standardised, double skewness, double excessKurtosis) => Edgeworth.GaussianEquivalent(
        _order == 3 ? Edgeworth.ThirdOrder(standardised, skewness) : Edgeworth.FourthOrder(standardised, skewness, excessKurtosis));
}
