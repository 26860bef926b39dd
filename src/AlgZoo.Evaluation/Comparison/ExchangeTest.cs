namespace AlgZoo.Evaluation;

/// <summary>
/// Tests whether sum(numerators) / sum(denominators) is a given ratio r by exchanging at random what would be alike if it were: in each unit the numerator and r times the denominator (Fisher 1935, section 21), or
/// without pairs any of them. The ratios that 95% tests do not refute are the interval of the ratio (Hartigan 1969). Where before and after differ by nothing but chance and a factor, the tests have the level that they
/// state for any number of units and any distribution; the studentized bootstrap of differences of squared errors raises two to five times as many alarms in its tails.
/// </summary>
internal sealed class ExchangeTest
{
    private const int Exchanges = 4000;

    // Resolves the smallest p-values that Holm's procedure asks for with a few dozen estimators.
    private const int FineExchanges = 40_000;

    private const double Tail = 0.025;

    // What is exchanged counts as alike where it differs by rounding.
    private const double Rounding = 1e-9;

    // Beyond this factor from the ratio its interval is open.
    private const double Beyond = 1e12;

    private const int Bisections = 32;

    private readonly double _ratio;
    private readonly Func<RandomStream, (double Numerator, double Denominator)> _exchange;
    private readonly RandomAddress _address;
    private readonly (double Numerator, double Denominator)[] _exchanged;

    private ExchangeTest(double ratio, Func<RandomStream, (double Numerator, double Denominator)> exchange, RandomAddress address)
    {
        _ratio = ratio;
        _exchange = exchange;
        _address = address;
        _exchanged = Draw(address, Exchanges);
    }

    /// <summary>Tests values that were measured on the same draws.</summary>
    /// <param name="numerators">One per draw.</param>
    /// <param name="denominators">One per draw.</param>
    /// <param name="models">Model of each draw.</param>
    /// <param name="address">Address of the exchanges.</param>
    public static ExchangeTest Paired(double[] numerators, double[] denominators, int[] models, RandomAddress address) => StudentizedBootstrap.ModelsAreUnits(models)
        ? OfPairs(SumsByModel(numerators, models), SumsByModel(denominators, models), address)
        : OfPairs(numerators, denominators, address);

    /// <summary>Tests values that were measured on draws of their own. Where models are units, the values still belong to the same models.</summary>
    /// <param name="numerators">One per draw of the numerator.</param>
    /// <param name="numeratorModels">Model of each of them.</param>
    /// <param name="denominators">One per draw of the denominator.</param>
    /// <param name="denominatorModels">Model of each of them; the same models.</param>
    /// <param name="address">Address of the exchanges.</param>
    public static ExchangeTest Unpaired(double[] numerators, int[] numeratorModels, double[] denominators, int[] denominatorModels, RandomAddress address)
    {
        if (StudentizedBootstrap.ModelsAreUnits(numeratorModels) || StudentizedBootstrap.ModelsAreUnits(denominatorModels))
        {
            return OfPairs(SumsByModel(numerators, numeratorModels), SumsByModel(denominators, denominatorModels), address);
        }

        // The sums are means of different numbers of values; what is exchanged are the values.
        Stratum[] strata =
        [
            .. numeratorModels.Distinct().Select(model => new Stratum(
                [.. numerators.Where((_, i) => numeratorModels[i] == model).Select(value => value * numerators.Length)],
                [.. denominators.Where((_, i) => denominatorModels[i] == model).Select(value => value * denominators.Length)])),
        ];
        return new ExchangeTest(numerators.Sum() / denominators.Sum(), random => ExchangeBetween(strata, random), address);
    }

    /// <summary>One-sided p-value of the ratio not being above <paramref name="ratio"/>.</summary>
    /// <param name="ratio">The ratio that is tested.</param>
    public double PValueAbove(double ratio) => PValue(_exchanged, ratio, 1);

    /// <summary>One-sided p-value of the ratio not being below <paramref name="ratio"/>.</summary>
    /// <param name="ratio">The ratio that is tested.</param>
    public double PValueBelow(double ratio) => PValue(_exchanged, ratio, -1);

    /// <summary><see cref="PValueBelow"/> with more exchanges, for a level far below that of the interval.</summary>
    /// <param name="ratio">The ratio that is tested.</param>
    public double FinePValueBelow(double ratio) => PValue(Draw(_address.Child("fine"), FineExchanges), ratio, -1);

    /// <summary>Whether the 95% interval lies above <paramref name="ratio"/>.</summary>
    public bool IsShownAbove(double ratio) => PValueAbove(ratio) <= Tail;

    /// <summary>Whether the 95% interval lies below <paramref name="ratio"/>.</summary>
    public bool IsShownBelow(double ratio) => PValueBelow(ratio) <= Tail;

    /// <summary>95% interval of the ratio, for sums that are both positive; the lower end is 0 and the upper end infinite where the values set none.</summary>
    public Interval Interval() => new(End(1 / Beyond, 0, IsShownAbove), End(Beyond, double.PositiveInfinity, IsShownBelow));

    private static ExchangeTest OfPairs(double[] numerators, double[] denominators, RandomAddress address) => new(
        numerators.Sum() / denominators.Sum(),
        random =>
        {
            var (numerator, denominator) = (0.0, 0.0);
            ulong coins = 0;
            for (int i = 0; i < numerators.Length; i++)
            {
                coins = i % 64 == 0 ? random.NextUInt64() : coins >> 1;
                if ((coins & 1) == 1)
                {
                    numerator += numerators[i];
                    denominator += denominators[i];
                }
            }

            return (numerator, denominator);
        },
        address);

    private static (double Numerator, double Denominator) ExchangeBetween(Stratum[] strata, RandomStream random)
    {
        var (numerator, denominator) = (0.0, 0.0);
        foreach (var stratum in strata)
        {
            var (fromNumerators, fromDenominators) = stratum.Deal(random);
            numerator += fromNumerators;
            denominator += fromDenominators;
        }

        return (numerator, denominator);
    }

    private static double[] SumsByModel(double[] values, int[] models) => [.. values.Zip(models).GroupBy(value => value.Second).OrderBy(model => model.Key).Select(model => model.Sum(value => value.First))];

    // The observed difference is at least that after an exchange just if what was exchanged has a difference of at least 0.
    private static double PValue((double Numerator, double Denominator)[] exchanged, double ratio, int sign)
    {
        int asClear = 0;
        foreach (var (numerator, denominator) in exchanged)
        {
            double scaled = ratio * denominator;
            asClear += sign * (numerator - scaled) <= Rounding * (Math.Abs(numerator) + Math.Abs(scaled)) ? 1 : 0;
        }

        return (1 + asClear) / (1.0 + exchanged.Length);
    }

    private (double Numerator, double Denominator)[] Draw(RandomAddress address, int count)
    {
        var random = new RandomStream(address);
        var drawn = new (double Numerator, double Denominator)[count];
        for (int i = 0; i < count; i++)
        {
            drawn[i] = _exchange(random);
        }

        return drawn;
    }

    // The ratio nearest to the estimate that is refuted, by bisection of its logarithm.
    private double End(double beyond, double open, Func<double, bool> isRefuted)
    {
        double inside = _ratio;
        double outside = _ratio * beyond;
        if (!isRefuted(outside))
        {
            return open;
        }

        for (int i = 0; i < Bisections; i++)
        {
            double middle = Math.Sqrt(inside) * Math.Sqrt(outside);
            if (isRefuted(middle))
            {
                outside = middle;
            }
            else
            {
                inside = middle;
            }
        }

        return outside;
    }

    /// <summary>The values of one model in the two runs.</summary>
    private sealed class Stratum(double[] numerators, double[] denominators)
    {
        private readonly int[] _dealt = [.. Enumerable.Range(0, numerators.Length + denominators.Length)];

        /// <summary>Deals all values out anew: those that come first are numerators from now on.</summary>
        /// <returns>The sums of the numerators and of the denominators that changed sides.</returns>
        public (double Numerators, double Denominators) Deal(RandomStream random)
        {
            var (fromNumerators, fromDenominators) = (0.0, 0.0);
            for (int i = 0; i < numerators.Length; i++)
            {
                int other = i + random.NextInt32(_dealt.Length - i);
                (_dealt[i], _dealt[other]) = (_dealt[other], _dealt[i]);
                fromDenominators += _dealt[i] >= numerators.Length ? denominators[_dealt[i] - numerators.Length] : 0;
            }

            for (int i = numerators.Length; i < _dealt.Length; i++)
            {
                fromNumerators += _dealt[i] < numerators.Length ? numerators[_dealt[i]] : 0;
            }

            return (fromNumerators, fromDenominators);
        }
    }
}
