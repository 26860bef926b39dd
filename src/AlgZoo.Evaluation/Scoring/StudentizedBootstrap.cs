namespace AlgZoo.Evaluation;

/// <summary>
/// 95% intervals for a ratio of means over draws by the studentized bootstrap (Efron and Tibshirani 1993, section 12.5). Squared errors are as skewed as a chi-squared variable, for
/// which the percentile bootstrap is too short with few draws.
/// </summary>
internal static class StudentizedBootstrap
{
    private const int Resamples = 2000;
    private const double Coverage = 0.95;

    // From this number on models are resampled as a whole; fewer cannot speak for models that were not run, and the draws of each are resampled instead.
    private const int FewestModelsToCluster = 5;

    // Below this number of draws (or clusters) an interval on the logarithmic scale is many times shorter at the same coverage; above it gains nothing and covers slightly less.
    private const int FewUnits = 12;

    /// <summary>Whether whole models are resampled instead of the draws of each.</summary>
    /// <param name="models">Model of each draw.</param>
    public static bool ModelsAreUnits(ReadOnlySpan<int> models)
    {
        var draws = models.ToArray().CountBy(model => model).ToArray();
        return draws.Length >= FewestModelsToCluster || (draws.Length > 1 && draws.Any(model => model.Value == 1));
    }

    /// <summary>Interval of sum(numerators) / sum(denominators).</summary>
    /// <param name="numerators">One per draw.</param>
    /// <param name="denominators">One per draw, positive.</param>
    /// <param name="models">Model of each draw.</param>
    /// <param name="address">Address of the resampling.</param>
    /// <param name="isPositive">Whether the ratio is known to be positive: where draws are few its logarithm is then studentized.</param>
    /// <returns>The interval, whose ends are infinite where the draws set no bound; null where there are too few draws for one.</returns>
    public static Interval? Ratio(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, ReadOnlySpan<int> models, RandomAddress address, bool isPositive = false)
    {
        double[][] units = Units(numerators, denominators, models, out int[][] strata);
        if (strata.Any(stratum => stratum.Length < 2))
        {
            return null;
        }

        int[] all = [.. strata.SelectMany(stratum => stratum)];
        var (ratio, standardError) = Statistic(units, all, strata);
        if (standardError == 0)
        {
            return new Interval(ratio, ratio);
        }

        bool logarithmic = isPositive && all.Length < FewUnits;
        var random = new RandomStream(address);
        var studentized = new List<double>(Resamples);
        int[][] resampled = [.. strata.Select(stratum => new int[stratum.Length])];
        for (int i = 0; i < Resamples; i++)
        {
            for (int s = 0; s < strata.Length; s++)
            {
                for (int k = 0; k < resampled[s].Length; k++)
                {
                    resampled[s][k] = strata[s][random.NextInt32(strata[s].Length)];
                }
            }

            int position = 0;
            foreach (int[] stratum in resampled)
            {
                stratum.CopyTo(all, position);
                position += stratum.Length;
            }

            var (resampledRatio, resampledError) = Statistic(units, all, resampled);
            studentized.Add(logarithmic ? StudentizeLogarithm(resampledRatio, ratio, resampledError) : Studentize(resampledRatio - ratio, resampledError));
        }

        studentized.Sort();
        double upper = Quantile(studentized, (1 + Coverage) / 2);
        double lower = Quantile(studentized, (1 - Coverage) / 2);
        return logarithmic
            ? new Interval(ratio * Math.Exp(-upper * standardError / ratio), ratio * Math.Exp(-lower * standardError / ratio))
            : new Interval(ratio - (upper * standardError), ratio - (lower * standardError));
    }

    /// <summary>Standard error of the mean of values over draws, with the same units: draws within each model, or whole models.</summary>
    /// <param name="values">One per draw.</param>
    /// <param name="models">Model of each draw.</param>
    /// <returns>The standard error; null where there are too few draws for one.</returns>
    public static double? StandardErrorOfMean(ReadOnlySpan<double> values, ReadOnlySpan<int> models)
    {
        double[] ones = new double[values.Length];
        Array.Fill(ones, 1);
        double[][] units = Units(values, ones, models, out int[][] strata);
        return Array.Exists(strata, stratum => stratum.Length < 2) ? null : Statistic(units, [.. strata.SelectMany(stratum => stratum)], strata).StandardError;
    }

    // The units that are resampled, as (numerator, denominator), and the strata within which they are exchangeable.
    private static double[][] Units(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, ReadOnlySpan<int> models, out int[][] strata)
    {
        var byModel = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < models.Length; i++)
        {
            if (!byModel.TryGetValue(models[i], out var draws))
            {
                byModel.Add(models[i], draws = []);
            }

            draws.Add(i);
        }

        if (ModelsAreUnits(models))
        {
            var clusters = new List<double[]>();
            foreach (var draws in byModel.Values)
            {
                double[] unit = [0, 0];
                foreach (int i in draws)
                {
                    unit[0] += numerators[i];
                    unit[1] += denominators[i];
                }

                clusters.Add(unit);
            }

            strata = [[.. Enumerable.Range(0, clusters.Count)]];
            return [.. clusters];
        }

        var units = new double[models.Length][];
        for (int i = 0; i < units.Length; i++)
        {
            units[i] = [numerators[i], denominators[i]];
        }

        strata = [.. byModel.Values.Select(draws => draws.ToArray())];
        return units;
    }

    // The ratio and its standard error by linearisation: residuals d = numerator - ratio * denominator vary about their mean within each stratum.
    private static (double Ratio, double StandardError) Statistic(double[][] units, int[] all, int[][] strata)
    {
        double numerator = 0;
        double denominator = 0;
        foreach (int unit in all)
        {
            numerator += units[unit][0];
            denominator += units[unit][1];
        }

        double ratio = numerator / denominator;
        double variance = 0;
        foreach (int[] stratum in strata)
        {
            double mean = 0;
            foreach (int unit in stratum)
            {
                mean += (units[unit][0] - (ratio * units[unit][1])) / stratum.Length;
            }

            double squares = 0;
            foreach (int unit in stratum)
            {
                double deviation = units[unit][0] - (ratio * units[unit][1]) - mean;
                squares += deviation * deviation;
            }

            variance += squares * stratum.Length / (stratum.Length - 1);
        }

        return (ratio, Math.Sqrt(variance) / denominator);
    }

    // A resample without spread counts as infinitely far away: left out, it would make a certainty of two draws. Without a denominator the ratio itself has no bound (NaN here).
    private static double Studentize(double difference, double standardError) => difference switch
    {
        _ when standardError > 0 => difference / standardError,
        0 => 0,
        < 0 => double.NegativeInfinity,
        _ => double.PositiveInfinity,
    };

    private static double StudentizeLogarithm(double resampledRatio, double ratio, double standardError) =>
        resampledRatio > 0 ? Studentize(Math.Log(resampledRatio / ratio), standardError / resampledRatio) : double.NegativeInfinity;

    private static double Quantile(List<double> sorted, double probability) => sorted[(int)Math.Round(probability * (sorted.Count - 1))];
}

/// <summary>An interval of real numbers.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct Interval(double Low, double High)
{
    public bool Holds(double value) => Low <= value && value <= High;
}
