namespace AlgZoo.Zoo;

/// <summary>Task names in texts.</summary>
internal static class TaskNames
{
    // Longest first, so that 2nd_argmax is not also taken for argmax.
    private static readonly SequenceTask[] LongestFirst = [.. SequenceTask.All.OrderByDescending(task => task.Name.Length)];

    public static string List() => string.Join(", ", SequenceTask.All.Select(task => task.Name));

    /// <summary>The task whose name, and no other's, occurs in a text between non-alphanumeric characters; null if there is none or more than one.</summary>
    public static SequenceTask? FindIn(string? text)
    {
        SequenceTask? found = null;
        string rest = text ?? string.Empty;
        foreach (var task in LongestFirst)
        {
            for (int at = IndexOfWord(rest, task.Name); at >= 0; at = IndexOfWord(rest, task.Name))
            {
                if (found is not null && found != task)
                {
                    return null;
                }

                found = task;
                rest = rest.Remove(at, task.Name.Length).Insert(at, " ");
            }
        }

        return found;
    }

    private static int IndexOfWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return at;
            }
        }

        return -1;
    }
}
