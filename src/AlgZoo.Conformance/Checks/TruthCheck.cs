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
    // Where nearly every sample is right, the standard error of a sample says little.
    private const double LeastUncertainty = 0.1;

    private static readonly GroundTruthSource Source = new(cache: null);

    protected override Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        var samples = new List<EstimateSample>();
        foreach (var easy in cells)
        {
            if (Truth(easy, cancellationToken) is not { } truth)
            {
                continue;
            }

            foreach (long budget in new[] { easy.Budget, Cell.LargeBudget }.Distinct())
            {
                var sample = EstimateSample.Take(subject, easy with { Budget = budget }, truth, cancellationToken);
                if (sample?.Defect is { } defect)
                {
                    return Finding.Failed(defect);
                }

                samples.AddRange(sample is null ? [] : [sample]);
            }
        }

        return samples.Count == 0
            ? Finding.Skipped("it estimates no model whose truth is known exactly and leaves doubt")
            : Finding.Passed(Invariant($"{samples.Sum(sample => sample.Count)} estimates, {samples.Where(sample => sample.HasStandardErrors).Sum(sample => sample.Count)} with a standard error, {samples.Where(sample => sample.HasBounds).Sum(sample => sample.Count)} with bounds; the largest root mean square error is {samples.Max(sample => sample.Error):G3}: {samples.MaxBy(sample => sample.Error)}"));
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
}
