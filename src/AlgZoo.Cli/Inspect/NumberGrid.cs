namespace AlgZoo.Cli;

/// <summary>A matrix as right-aligned text, narrower than a table of borders.</summary>
internal static class NumberGrid
{
    private const int MaximumWidth = 100;

    /// <summary>Lines up rows of cells; null where they are wider than 100 columns.</summary>
    /// <param name="rows">All of the same length; the first cell of each is its label.</param>
    public static IReadOnlyList<string>? Lines(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int label = rows.Max(row => row[0].Length);
        int cell = rows.Max(row => row.Skip(1).Max(text => text.Length));
        int cells = rows[0].Count - 1;
        int space = label + (cells * (cell + 2)) <= MaximumWidth ? 2 : 1;
        return label + (cells * (cell + space)) > MaximumWidth
            ? null
            : [.. rows.Select(row => row[0].PadLeft(label) + string.Concat(row.Skip(1).Select(text => text.PadLeft(cell + space))))];
    }
}
