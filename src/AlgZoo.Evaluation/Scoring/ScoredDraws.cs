namespace AlgZoo.Evaluation;

/// <summary>The draws of one estimator at one budget, as the scores see them.</summary>
internal sealed class ScoredDraws
{
    // A mean squared error below this is rounding: estimates that agree with an exact truth to 1e-10.
    private const double SmallestMse = 1e-20;

    private const double GaussianQuantile = 1.96;

    // Taking off the truth's variance makes squared errors negative now and then; this far above it that does not matter.
    private const double FarAbove = 20;

    private readonly double[] _squaredErrors;
    private readonly double[] _samplingMse;
    private readonly double[] _errors;
    private readonly int[] _models;
    private readonly double _truthVariance;

    public ScoredDraws(IReadOnlyList<Measurement> measurements, IReadOnlyDictionary<string, ManifestModel> models, IReadOnlyDictionary<string, int> modelIndex)
    {
        Cells = measurements.Count;
        _squaredErrors = new double[Cells];
        _samplingMse = new double[Cells];
        _errors = new double[Cells];
        _models = new int[Cells];
        double flops = 0;
        double truthErrors = 0;
        for (int i = 0; i < Cells; i++)
        {
            var measurement = measurements[i];
            var model = models[measurement.Model];
            bool failed = measurement.Outcome != Outcome.Completed;
            double value = failed ? model.TrivialEstimate : measurement.Value!.Value;
            double spent = failed ? measurement.Budget * model.BudgetRate : measurement.Flops;
            Failures += failed ? 1 : 0;
            flops += spent;
            _errors[i] = value - measurement.Truth;
            double truthError = measurement.TruthStandardError * measurement.TruthStandardError;
            truthErrors += truthError * truthError;
            _squaredErrors[i] = (_errors[i] * _errors[i]) - truthError;
            _samplingMse[i] = measurement.TruthVariance * model.SamplingFlops / Math.Max(spent, model.SamplingFlops);
            _models[i] = modelIndex[measurement.Model];
        }

        Flops = flops / Cells;
        _truthVariance = measurements.Average(measurement => measurement.TruthStandardError * measurement.TruthStandardError);
        Mse = _squaredErrors.Average();
        ResolvedMse = Math.Max(SmallestMse, GaussianQuantile * Math.Sqrt(2 * truthErrors) / Cells);
        SamplingMse = _samplingMse.Average();
        Bias = _errors.Average();
        SamplingFlops = measurements.Average(measurement => (double)models[measurement.Model].SamplingFlops);
        BudgetRate = measurements.Average(measurement => models[measurement.Model].BudgetRate);
        Metering = measurements.Where(measurement => measurement.Outcome == Outcome.Completed).Max(measurement => (MeteringGrade?)measurement.Metering);
    }

    public int Cells { get; }

    public int Failures { get; }

    public double Flops { get; }

    public double Mse { get; }

    /// <summary>
    /// The smallest mean squared error that the truth can tell from 0: the 97.5% quantile of what a perfect estimator would score, whose e_j = s_j^2 (z^2 - 1) have variance 2 s_j^4.
    /// </summary>
    public double ResolvedMse { get; }

    public double SamplingMse { get; }

    public double Bias { get; }

    public double SamplingFlops { get; }

    /// <summary>What a FLOP of a budget amounts to, on average, see <see cref="ManifestModel.BudgetRate"/>.</summary>
    public double BudgetRate { get; }

    /// <summary>The worst grade of the cells that completed; null if none did.</summary>
    public MeteringGrade? Metering { get; }

    public double? MseStandardError
    {
        get
        {
            if (Cells < 2)
            {
                return null;
            }

            double squares = _squaredErrors.Sum(error => (error - Mse) * (error - Mse));
            return Math.Sqrt(squares / (Cells - 1) / Cells);
        }
    }

    /// <summary>Squared errors relative to the mean squared error of sampling: their mean is 1 over the efficiency.</summary>
    public IEnumerable<double> RelativeSquaredErrors => _squaredErrors.Select(error => error / SamplingMse);

    public ReadOnlySpan<int> Models => _models;

    public (double Efficiency, bool IsLowerBound, double? Low, double? High) Efficiency(RandomAddress address)
    {
        bool isUnresolved = Mse <= ResolvedMse;
        if (SamplingMse <= 0)
        {
            // The model is right (or wrong) on every input: sampling has no error either.
            return isUnresolved ? (1, false, null, null) : (0, false, 0, 0);
        }

        double point = SamplingMse / Math.Max(Mse, ResolvedMse);
        if (StudentizedBootstrap.Ratio(_squaredErrors, _samplingMse, _models, address, isPositive: Mse > FarAbove * _truthVariance) is not { } inverse)
        {
            return (point, isUnresolved, null, null);
        }

        double low = 1 / Math.Max(inverse.High, ResolvedMse / SamplingMse);
        double? high = inverse.Low > SmallestMse / SamplingMse ? 1 / inverse.Low : null;
        return (isUnresolved, low) switch
        {
            (_, 0) => (point, false, null, null),
            (true, _) => (low, true, low, null),
            _ => (point, false, low, high),
        };
    }
}
