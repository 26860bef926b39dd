namespace AlgZoo;

/// <summary>Suggestions for misspelt names.</summary>
internal static class NearestName
{
    /// <summary>A suggestion to append to a message, or nothing where no candidate is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What there is.</param>
    /// <returns>For example <c> (did you mean 'quick'?)</c>, or an empty text.</returns>
    public static string DidYouMean(string name, IEnumerable<string> candidates)
    {
        var nearest = candidates.Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate))).OrderBy(pair => pair.Distance).ThenBy(pair => pair.Candidate, StringComparer.Ordinal).FirstOrDefault();
        return nearest.Candidate is not null && nearest.Distance <= Math.Max(2, name.Length / 4) ? $" (did you mean '{nearest.Candidate}'?)" : "";
    }

    // Levenshtein's edit distance with one row of the table.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 0; i < left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < right.Length; j++)
            {
                int substitution = diagonal + (left[i] == right[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substitution, 1 + Math.Min(row[j], row[j + 1]));
            }
        }

        return row[^1];
    }
}
