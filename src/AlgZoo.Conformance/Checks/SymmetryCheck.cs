using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether other weights of the same function get the same estimate.</summary>
internal abstract class SymmetryCheck(ConformanceCheck description) : CellsCheck(description, DeterminismCheck.Id)
{
    private const int Cells = 5;

    // An input whose two best logits differ by rounding may change sides.
    private const double Rounding = 1e-3;

    // An estimator that draws for each neuron has other draws: its value may move as between seeds.
    private const double MostSpreads = 5;
    private const ulong LastSeed = 8;

    protected override Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        if (subject.Info.UsesAdvice)
        {
            return Finding.Skipped("with advice about the base model this is another noisy copy, which may have another estimate");
        }

        double largest = 0;
        int compared = 0;
        foreach (var cell in Varied(cells, Cells).Select(cell => cell with { Budget = Math.Max(cell.Budget, Cell.LargeBudget) }))
        {
            var variant = Transform(cell.Model);
            if (subject.Ask(cell, cancellationToken).Estimate is not { Value: var first } || subject.Ask(cell with { Variant = variant }, cancellationToken).Estimate is not { } other)
            {
                continue;
            }

            double difference = Math.Abs(other.Value - first);
            double rounding = Rounding * (cell.Probe.Quantity == Quantity.Accuracy ? 1 : Math.Abs(first));
            if (difference > rounding && rounding + (MostSpreads * Spread(subject, cell, cancellationToken)) is var allowed && difference > allowed)
            {
                return Finding.Failed(Invariant($"{first:R}, and {variant.Name} {other.Value:R}, which is more than rounding or other draws explain ({allowed:G3}): {cell}"));
            }

            compared++;
            largest = Math.Max(largest, difference);
        }

        return compared == 0 ? Finding.Skipped("no cell gave an estimate both ways") : Finding.Passed(Invariant($"{compared} cells, the largest difference {largest:G3}"));
    }

    /// <summary>Other weights of the same function.</summary>
    protected abstract Variant Transform(Model model);

    // Range of the values with eight seeds, 2.8 standard deviations on average.
    private static double Spread(Subject subject, Cell cell, CancellationToken cancellationToken)
    {
        double[] values =
        [
            .. Enumerable.Range((int)Cell.UsualSeed, (int)LastSeed)
                .Select(seed => subject.Ask(cell with { Seed = (ulong)seed }, cancellationToken).Estimate)
                .OfType<Estimate>()
                .Select(estimate => estimate.Value),
        ];
        return values.Max() - values.Min();
    }
}
