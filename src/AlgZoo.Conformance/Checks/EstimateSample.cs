using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>
/// The estimates of one model with some seeds, beside the truth. Root mean squares are compared: a standard error that is itself estimated, from a few replicates of a point set, is far too small now and then.
/// </summary>
internal sealed class EstimateSample
{
    private const double MostStandardErrors = 5;
    private const int LastSeed = 4;

    // The truth is worked out in double precision, models run in single.
    private const double Rounding = 1e-5;

    private readonly Cell _cell;
    private readonly double _truth;
    private readonly Estimate[] _estimates;
    private readonly double _rounding;

    private EstimateSample(Cell cell, double truth, Estimate[] estimates)
    {
        _cell = cell;
        _truth = truth;
        _estimates = estimates;
        _rounding = Rounding * (cell.Probe.Quantity == Quantity.Accuracy ? 1 : truth);
    }

    public int Count => _estimates.Length;

    /// <summary>The root mean square error.</summary>
    public double Error => RootMeanSquare(_estimates.Select(estimate => estimate.Value - _truth));

    public bool HasStandardErrors => Array.TrueForAll(_estimates, estimate => estimate.StandardError is not null);

    public bool HasBounds => Array.Exists(_estimates, estimate => estimate.Bounds is not null);

    /// <summary>Which claim of the estimates the truth contradicts; null if none.</summary>
    public string? Defect
    {
        get
        {
            if (_estimates.Select(estimate => estimate.Bounds).FirstOrDefault(bounds => _truth < bounds?.Lower - _rounding || _truth > bounds?.Upper + _rounding) is { } wrong)
            {
                return Invariant($"the bounds [{wrong.Lower:R}, {wrong.Upper:R}] do not hold the truth, {_truth:R}: {this}");
            }

            double stated = RootMeanSquare(_estimates.Select(estimate => estimate.StandardError ?? 0));
            return HasStandardErrors && Error > (MostStandardErrors * stated) + _rounding
                ? Invariant($"the root mean square error is {Error:G3}, that of the stated standard errors {stated:G3}; the truth is {_truth:G9}, the first estimate {_estimates[0].Value:G9}: {this}")
                : null;
        }
    }

    /// <summary>Asks for the estimates; null if there are none.</summary>
    public static EstimateSample? Take(Subject subject, Cell cell, double truth, CancellationToken cancellationToken)
    {
        Estimate[] estimates = [.. Enumerable.Range(1, LastSeed).Select(seed => subject.Ask(cell with { Seed = (ulong)seed }, cancellationToken).Estimate).OfType<Estimate>()];
        return estimates.Length == 0 ? null : new EstimateSample(cell, truth, estimates);
    }

    public override string ToString() => Invariant($"{_cell.Probe.Name}, budget {_cell.Budget:0e0}, seeds 1 to {LastSeed}");

    private static double RootMeanSquare(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));
}
