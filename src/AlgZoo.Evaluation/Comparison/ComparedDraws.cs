namespace AlgZoo.Evaluation;

/// <summary>One estimator at one budget in two runs, as two lists of numbers whose sums are 1 over the efficiencies, and in the ratio of the efficiency after to that before.</summary>
internal sealed class ComparedDraws
{
    // Estimates that agree to this are one: their errors differ by rounding, and what they cost decides.
    private const double SameEstimate = 1e-10;

    // Costs that agree to this are one.
    private const double Rounding = 1e-9;

    private readonly ComparedCells _cells;
    private readonly ScoredDraws _before;
    private readonly ScoredDraws _after;

    public ComparedDraws(ComparedCells cells, Func<IReadOnlyList<Measurement>, ScoredDraws> scoreBefore, Func<IReadOnlyList<Measurement>, ScoredDraws> scoreAfter)
    {
        _cells = cells;
        _before = scoreBefore(cells.Before);
        _after = scoreAfter(cells.After);
        HasSameEstimates = cells.IsPaired && cells.Before.Zip(cells.After).All(pair => IsSameEstimate(pair.First, pair.Second));
        IsSame = HasSameEstimates && cells.Before.Zip(cells.After).All(pair => IsSameCell(pair.First, pair.Second));
        if (HasRelativeErrors)
        {
            Numerators = Shares(_before, HasSameEstimates ? _after.SamplingMse : null);
            Denominators = Shares(_after, HasSameEstimates ? _before.SamplingMse : null);
            Scale = HasSameEstimates
                ? Numerators.Sum() + Denominators.Sum()
                : Math.Max(Numerators.Sum(), _before.ResolvedMse / _before.SamplingMse) + Math.Max(Denominators.Sum(), _after.ResolvedMse / _after.SamplingMse);
        }
    }

    /// <summary>Whether the cells are on the same copies.</summary>
    public bool IsPaired => _cells.IsPaired;

    /// <summary>Whether every estimate and every cost is the same, bit for bit.</summary>
    public bool IsSame { get; }

    /// <summary>Whether every estimate is the same, so that the costs alone decide.</summary>
    public bool HasSameEstimates { get; }

    /// <summary>Whether sampling has an error to which others can be related.</summary>
    public bool HasRelativeErrors => _before.SamplingMse > 0 && _after.SamplingMse > 0;

    /// <summary>Efficiency after over before; null where an error cannot be told from the truth's own. Where the estimates are the same it is known all the same.</summary>
    public double? EfficiencyRatio => HasSameEstimates || (_before.Mse > _before.ResolvedMse && _after.Mse > _after.ResolvedMse) ? Numerators.Sum() / Denominators.Sum() : null;

    /// <summary>What costs alone decide.</summary>
    public Change ChangeOfCost => EfficiencyRatio switch
    {
        > 1 + Rounding => Change.Better,
        < 1 - Rounding => Change.Worse,
        _ => Change.NoDifferenceShown,
    };

    /// <summary>One per cell of the first run: their sum is 1/efficiency before, up to a factor that <see cref="Denominators"/> share.</summary>
    public double[] Numerators { get; } = [];

    /// <summary>One per cell of the second run: their sum is 1/efficiency after, up to the same factor.</summary>
    public double[] Denominators { get; } = [];

    /// <summary>The size of both sums together, at least what the truth can tell from 0: it puts budgets on one scale.</summary>
    public double Scale { get; }

    /// <summary>Model and draw of each numerator.</summary>
    public (int Model, int Draw)[] NumeratorKeys => Keys(_before, _cells.Before);

    /// <summary>Model and draw of each denominator.</summary>
    public (int Model, int Draw)[] DenominatorKeys => Keys(_after, _cells.After);

    public ComparedScore ScoreBefore(RandomAddress address) => Score(_before, address);

    public ComparedScore ScoreAfter(RandomAddress address) => Score(_after, address);

    // Of the same errors, those of the second run relative to its sampling are to those of the first as sampling's errors are the other way round.
    private static double[] Shares(ScoredDraws draws, double? cost) => cost is { } value
        ? [.. Enumerable.Repeat(value / draws.Cells, draws.Cells)]
        : [.. draws.RelativeSquaredErrors.Select(error => error / draws.Cells)];

    private static (int Model, int Draw)[] Keys(ScoredDraws draws, IReadOnlyList<Measurement> cells) => [.. cells.Select((cell, i) => (draws.Models[i], cell.Draw))];

    private static ComparedScore Score(ScoredDraws draws, RandomAddress address)
    {
        var (efficiency, isLowerBound, low, high) = draws.Efficiency(address);
        return new ComparedScore(draws.Cells, draws.Failures, draws.Flops, draws.Mse, efficiency, isLowerBound, low, high, draws.Metering);
    }

    private static bool IsSameEstimate(Measurement before, Measurement after) => (before.Outcome, after.Outcome) switch
    {
        (Outcome.Completed, Outcome.Completed) => Math.Abs(before.Value!.Value - after.Value!.Value) <= SameEstimate,
        (Outcome.Completed, _) or (_, Outcome.Completed) => false,
        _ => true,
    };

    private static bool IsSameCell(Measurement before, Measurement after) =>
        before.Outcome == after.Outcome && (before.Outcome != Outcome.Completed || (before.Value!.Value.Equals(after.Value!.Value) && before.Flops == after.Flops));
}
