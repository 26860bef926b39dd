namespace AlgZoo.Evaluation;

/// <summary>The draws of one estimator at one budget, as the scores see them.</summary>
internal sealed class ScoredDraws
{
    // A mean squared error below this is rounding: estimates that agree with an exact truth to 1e-10.
    private const double SmallestMse = 1e-20;

    private readonly double[] _squaredErrors;
    private readonly double[] _samplingMse;
    private readonly double[] _errors;
    private readonly int[] _models;

    public ScoredDraws(IReadOnlyList<Measurement> measurements, IReadOnlyDictionary<string, ManifestModel> models, IReadOnlyDictionary<string, int> modelIndex)
    {
        Cells = measurements.Count;
        _squaredErrors = new double[Cells];
        _samplingMse = new double[Cells];
        _errors = new double[Cells];
        _models = new int[Cells];
        double flops = 0;
        for (int i = 0; i < Cells; i++)
        {
            var measurement = measurements[i];
            var model = models[measurement.Model];
            bool failed = measurement.Outcome != Outcome.Completed;
            double value = failed ? model.TrivialEstimate : measurement.Value!.Value;
            double spent = failed ? measurement.Budget : measurement.Flops;
            Failures += failed ? 1 : 0;
            flops += spent;
            _errors[i] = value - measurement.Truth;
            _squaredErrors[i] = (_errors[i] * _errors[i]) - (measurement.TruthStandardError * measurement.TruthStandardError);
            _samplingMse[i] = measurement.TruthVariance * model.SamplingFlops / Math.Max(spent, model.SamplingFlops);
            _models[i] = modelIndex[measurement.Model];
        }

        Flops = flops / Cells;
        Mse = _squaredErrors.Average();
        SamplingMse = _samplingMse.Average();
        Bias = _errors.Average();
        SamplingFlops = measurements.Average(measurement => (double)models[measurement.Model].SamplingFlops);
    }

    public int Cells { get; }

    public int Failures { get; }

    public double Flops { get; }

    public double Mse { get; }

    public double SamplingMse { get; }

    public double Bias { get; }

    public double SamplingFlops { get; }

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
        double point = SamplingMse / Math.Max(Mse, SmallestMse);
        if (SamplingMse <= 0)
        {
            // The model is right (or wrong) on every input: sampling has no error either.
            return Mse <= SmallestMse ? (1, false, null, null) : (0, false, 0, 0);
        }

        var inverse = StudentizedBootstrap.Ratio(_squaredErrors, _samplingMse, _models, address);
        if (inverse is not { } interval)
        {
            return (point, Mse <= 0, null, null);
        }

        double floor = SmallestMse / SamplingMse;
        double low = 1 / Math.Max(interval.High, floor);
        return interval.Low <= floor ? (low, true, low, null) : (point, false, low, 1 / interval.Low);
    }
}
