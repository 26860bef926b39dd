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

    // Where nearly every sample is right, the standard error of a sample says little.
    private const double LeastUncertainty = 0.1;

    // The truth is worked out in double precision, models run in single.
    private const double Rounding = 1e-5;
    private const int LastSeed = 4;
    private const long LargeBudget = 10_000_000;

    private static readonly GroundTruthSource Source = new(cache: null);

    protected override Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        var claims = new ClaimCount();
        foreach (var easy in cells.Where(cell => GroundTruthSource.ExactMethod(cell.Model, cell.Probe.Task, cell.Probe.Quantity) is not null))
        {
            double truth = Source.Find(easy.Model, easy.Probe.Task, easy.Probe.Quantity, TruthMethod.Exact, samples: 1, seed: 1, threads: 1, cancellationToken: cancellationToken).Value;
            if (easy.Probe.Quantity == Quantity.Accuracy && Math.Min(truth, 1 - truth) < LeastUncertainty)
            {
                continue;
            }

            double rounding = Rounding * (easy.Probe.Quantity == Quantity.Accuracy ? 1 : truth);
            foreach (var cell in Asked(easy))
            {
                if (subject.Ask(cell, cancellationToken).Estimate is not { } estimate)
                {
                    continue;
                }

                double error = estimate.Value - truth;
                if (estimate.Bounds is { } bounds && (truth < bounds.Lower - rounding || truth > bounds.Upper + rounding))
                {
                    return Finding.Failed(Invariant($"the bounds [{bounds.Lower:R}, {bounds.Upper:R}] do not hold the truth, {truth:R}: {cell}"));
                }

                if (estimate.StandardError is { } standardError && Math.Abs(error) > (MostStandardErrors * standardError) + rounding)
                {
                    return Finding.Failed(Invariant($"{estimate.Value:G9} is {Math.Abs(error) / standardError:G3} of its standard errors ({standardError:G3}) from the truth, {truth:G9}: {cell}"));
                }

                claims.Add(cell, estimate, error);
            }
        }

        return claims.Finding;
    }

    private static IEnumerable<Cell> Asked(Cell cell) =>
        Enumerable.Range(1, LastSeed).Select(seed => cell with { Seed = (ulong)seed }).Append(cell with { Budget = Math.Max(cell.Budget, LargeBudget) });

    // What held, for the finding.
    private sealed class ClaimCount
    {
        private int _estimates;
        private int _standardErrors;
        private int _bounds;
        private (Cell Cell, double Error)? _worst;

        public Finding Finding => _worst is not var (cell, error) ? Finding.Skipped("none of its cells has a truth that is known exactly")
            : Finding.Passed(Invariant($"{_estimates} estimates, {_standardErrors} with a standard error, {_bounds} with bounds; the largest error {error:G3}: {cell}"));

        public void Add(Cell cell, Estimate estimate, double error)
        {
            _estimates++;
            _standardErrors += estimate.StandardError is null ? 0 : 1;
            _bounds += estimate.Bounds is null ? 0 : 1;
            _worst = _worst is { } worst && Math.Abs(worst.Error) >= Math.Abs(error) ? worst : (cell, error);
        }
    }
}
