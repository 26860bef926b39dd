using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether estimates agree with the truth where that is known exactly.</summary>
internal sealed class TruthCheck() : CellsCheck(
    new(
        "truth",
        "On easy models whose truth is known exactly, the estimate is within 5 of its own standard errors, where it states one, and certified bounds hold the truth. Without either, the error is only reported.",
        "Compare with `algzoo truth MODEL`; state a standard error that covers the bias of the method, or none; state bounds only if they are proved."),
    DeterminismCheck.Id)
{
    private const double MostStandardErrors = 5;
    private const int LastSeed = 4;

    // Where nearly every sample is right, the standard error of a sample says little.
    private const double LeastUncertainty = 0.1;

    // The truth is worked out in double precision, models run in single.
    private const double Rounding = 1e-5;

    private static readonly GroundTruthSource Source = new(cache: null);

    protected override Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        var samples = new List<Sample>();
        foreach (var easy in cells)
        {
            if (Truth(easy, cancellationToken) is not { } truth)
            {
                continue;
            }

            foreach (long budget in new[] { easy.Budget, Cell.LargeBudget }.Distinct())
            {
                var sample = Sample.Take(subject, easy with { Budget = budget }, truth, cancellationToken);
                if (sample.Defect is { } defect)
                {
                    return Finding.Failed(defect);
                }

                samples.Add(sample);
            }
        }

        return samples.Count == 0
            ? Finding.Skipped("it estimates no model whose truth is known exactly and leaves doubt")
            : Finding.Passed(Invariant($"{samples.Count} samples of estimates, {samples.Count(sample => sample.HasStandardErrors)} with standard errors, {samples.Count(sample => sample.HasBounds)} with bounds; the largest root mean square error is {samples.MaxBy(sample => sample.Error)}"));
    }

    private static double? Truth(Cell cell, CancellationToken cancellationToken)
    {
        var (_, _, model, task, quantity) = cell.Probe;
        if (GroundTruthSource.ExactMethod(model, task, quantity) is null)
        {
            return null;
        }

        double truth = Source.Find(model, task, quantity, TruthMethod.Exact, samples: 1, seed: 1, threads: 1, cancellationToken: cancellationToken).Value;
        return quantity == Quantity.Accuracy && Math.Min(truth, 1 - truth) < LeastUncertainty ? null : truth;
    }

    /// <summary>
    /// The estimates of one model with some seeds. Root mean squares are compared: a standard error that is itself estimated, from a few replicates of a point set, is far too small now and then.
    /// </summary>
    private sealed class Sample(Cell cell, double truth, Estimate[] estimates)
    {
        private readonly double _rounding = Rounding * (cell.Probe.Quantity == Quantity.Accuracy ? 1 : truth);

        public double Error => RootMeanSquare(estimates.Select(estimate => estimate.Value - truth));

        public bool HasStandardErrors => estimates.Length > 0 && Array.TrueForAll(estimates, estimate => estimate.StandardError is not null);

        public bool HasBounds => Array.Exists(estimates, estimate => estimate.Bounds is not null);

        public string? Defect
        {
            get
            {
                if (estimates.Select(estimate => estimate.Bounds).FirstOrDefault(bounds => truth < bounds?.Lower - _rounding || truth > bounds?.Upper + _rounding) is { } wrong)
                {
                    return Invariant($"the bounds [{wrong.Lower:R}, {wrong.Upper:R}] do not hold the truth, {truth:R}: {cell}");
                }

                double stated = RootMeanSquare(estimates.Select(estimate => estimate.StandardError ?? 0));
                return HasStandardErrors && Error > (MostStandardErrors * stated) + _rounding
                    ? Invariant($"the root mean square error {Error:G3} is {Error / stated:G3} times that of the standard errors, {stated:G3}; the truth is {truth:G9}, the first estimate {estimates[0].Value:G9}: {Place}")
                    : null;
            }
        }

        public static Sample Take(Subject subject, Cell cell, double truth, CancellationToken cancellationToken) =>
            new(cell, truth, [.. Enumerable.Range(1, LastSeed).Select(seed => subject.Ask(cell with { Seed = (ulong)seed }, cancellationToken).Estimate).OfType<Estimate>()]);

        public override string ToString() => Invariant($"{Error:G3}: {Place}");

        private string Place => Invariant($"{cell.Probe.Name}, budget {cell.Budget:0e0}, seeds 1 to {LastSeed}");

        private static double RootMeanSquare(IEnumerable<double> values) => Math.Sqrt(values.Select(value => value * value).DefaultIfEmpty(0).Average());
    }
}
