namespace AlgZoo.Evaluation;

/// <summary>The cells of one estimator at one budget that can be held against one another, or why there are none.</summary>
/// <param name="Before">Cells of the first run.</param>
/// <param name="After">Cells of the second run; where they are paired, on the same copies in the same order.</param>
/// <param name="IsPaired">Whether they are on the same copies.</param>
internal sealed record ComparedCells(IReadOnlyList<Measurement> Before, IReadOnlyList<Measurement> After, bool IsPaired)
{
    /// <summary>Why nothing can be compared; null where it can.</summary>
    public string? Reason { get; private init; }

    /// <summary>Whether the first run has an answer that the second cannot be held against, through the estimator's own doing.</summary>
    public bool IsLost { get; private init; }

    /// <summary>The cells on one model.</summary>
    /// <param name="pair">The model.</param>
    /// <param name="before">All cells of the first run on it.</param>
    /// <param name="after">All cells of the second run on it.</param>
    /// <returns>Null where neither run has an answer.</returns>
    public static ComparedCells? Of(ModelPair pair, IEnumerable<Measurement> before, IEnumerable<Measurement> after)
    {
        Measurement[] was = [.. before.OrderBy(cell => cell.Draw)];
        Measurement[] now = [.. after.OrderBy(cell => cell.Draw)];
        bool answered = Answers(was);
        bool answers = Answers(now);
        if (!answered && !answers)
        {
            return null;
        }

        if (was.Length == 0 || now.Length == 0)
        {
            return Not(was.Length == 0 ? "not measured before" : "not measured after");
        }

        if (!answered || !answers)
        {
            return Not(answered ? "declined after" : "declined before") with { IsLost = answered };
        }

        if (pair.Pairing == Pairing.NotComparable)
        {
            return Not(pair.Reason!);
        }

        if (Grade(was) is { } grade && Grade(now) is { } otherGrade && grade != otherGrade)
        {
            return Not(otherGrade > grade ? "metered less after" : "metered less before") with { IsLost = otherGrade > grade };
        }

        if (pair.Pairing == Pairing.Unpaired)
        {
            return new ComparedCells(was, now, IsPaired: false);
        }

        int[] draws = [.. was.Select(cell => cell.Draw).Intersect(now.Select(cell => cell.Draw))];
        return draws.Length == 0
            ? Not("no noisy copy was measured in both")
            : new ComparedCells([.. was.Where(cell => draws.Contains(cell.Draw))], [.. now.Where(cell => draws.Contains(cell.Draw))], IsPaired: true);
    }

    /// <summary>The cells on several models together: on those that can be compared.</summary>
    public static ComparedCells OfAll(IReadOnlyList<ComparedCells> models)
    {
        ComparedCells[] comparable = [.. models.Where(model => model.Reason is null)];
        return comparable.Length == 0
            ? models[0]
            : new ComparedCells([.. comparable.SelectMany(model => model.Before)], [.. comparable.SelectMany(model => model.After)], Array.TrueForAll(comparable, model => model.IsPaired));
    }

    private static ComparedCells Not(string reason) => new([], [], IsPaired: false) { Reason = reason };

    private static bool Answers(Measurement[] cells) => Array.Exists(cells, cell => cell.Outcome != Outcome.NotSupported);

    private static MeteringGrade? Grade(Measurement[] cells) => cells.Where(cell => cell.Outcome == Outcome.Completed).Max(cell => (MeteringGrade?)cell.Metering);
}
