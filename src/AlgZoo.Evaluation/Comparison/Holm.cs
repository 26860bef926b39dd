namespace AlgZoo.Evaluation;

/// <summary>Many tests at one level for all of them together (Holm 1979).</summary>
internal static class Holm
{
    /// <summary>Which hypotheses are rejected, so that a true one is with at most a given probability.</summary>
    /// <param name="pValues">One per hypothesis; null where there was no test.</param>
    /// <param name="level">The probability.</param>
    public static bool[] Rejects(IReadOnlyList<double?> pValues, double level)
    {
        bool[] rejected = new bool[pValues.Count];
        int[] order = [.. Enumerable.Range(0, pValues.Count).Where(i => pValues[i] is not null).OrderBy(i => pValues[i])];
        for (int i = 0; i < order.Length && pValues[order[i]] <= level / (order.Length - i); i++)
        {
            rejected[order[i]] = true;
        }

        return rejected;
    }
}
