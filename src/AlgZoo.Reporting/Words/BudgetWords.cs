namespace AlgZoo.Reporting;

/// <summary>Says at which of a run's budgets something is so.</summary>
internal static class BudgetWords
{
    // Fewer in a row are named one by one.
    private const int ShortestRange = 3;

    /// <summary>For example <c>at every budget</c>, <c>at 1e4 and 1e6</c> or <c>at 1e4 and from 1e6 to 1e8</c>.</summary>
    /// <param name="some">Some of the budgets, ascending, at least one.</param>
    /// <param name="all">All budgets of the run, ascending.</param>
    public static string At(IReadOnlyList<long> some, IReadOnlyList<long> all)
    {
        if (some.Count == all.Count && all.Count > 1)
        {
            return "at every budget";
        }

        var ranges = Ranges(some, all);
        string[] single = [.. ranges.Where(range => range.Count < ShortestRange).SelectMany(range => range).Select(budget => FlopFormat.Compute(budget))];
        string[] longer = [.. ranges.Where(range => range.Count >= ShortestRange).Select(range => $"from {FlopFormat.Compute(range[0])} to {FlopFormat.Compute(range[^1])}")];
        return single.Length == 0 ? English.List(longer) : English.List(["at " + English.List(single), .. longer]);
    }

    private static List<List<long>> Ranges(IReadOnlyList<long> some, IReadOnlyList<long> all)
    {
        var ranges = new List<List<long>>();
        int last = -2;
        for (int i = 0; i < all.Count; i++)
        {
            if (some.Contains(all[i]))
            {
                if (last != i - 1)
                {
                    ranges.Add([]);
                }

                ranges[^1].Add(all[i]);
                last = i;
            }
        }

        return ranges;
    }
}
