namespace AlgZoo.Cli;

/// <summary>A table of text: columns as wide as they need to be, or as the page allows.</summary>
internal static class TableLayout
{
    private const int Gap = 2;

    /// <summary>Lays rows out.</summary>
    /// <param name="rows">The rows, the header first; each has the same number of cells.</param>
    /// <param name="width">Width of the page; longer cells are wrapped. A table whose words do not fit is wider.</param>
    /// <returns>Its lines, with a rule below the header.</returns>
    public static IEnumerable<StyledText> Lines(IReadOnlyList<IReadOnlyList<StyledText>> rows, int width)
    {
        int[] widths = ColumnWidths(rows, width);
        foreach (var (index, row) in rows.Index())
        {
            var cells = row.Select((cell, column) => cell.Wrap(widths[column])).ToArray();
            int height = cells.Max(lines => lines.Count);
            for (int i = 0; i < height; i++)
            {
                yield return Line(cells, widths, i);
            }

            if (index == 0)
            {
                yield return StyledText.Of(string.Join(new string(' ', Gap), widths.Select(column => new string('-', column))));
            }
        }
    }

    private static StyledText Line(IReadOnlyList<StyledText>[] cells, int[] widths, int index)
    {
        var line = new StyledText();
        int start = 0;
        for (int column = 0; column < cells.Length; column++)
        {
            if (index < cells[column].Count && cells[column][index].Width > 0)
            {
                line.PadTo(start).Add(cells[column][index]);
            }

            start += widths[column] + Gap;
        }

        return line;
    }

    // The widest columns give way first, none below its longest word.
    private static int[] ColumnWidths(IReadOnlyList<IReadOnlyList<StyledText>> rows, int width)
    {
        int columns = rows[0].Count;
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => Math.Max(1, rows.Max(row => row[column].Width)))];
        int[] least = [.. Enumerable.Range(0, columns).Select(column => Math.Max(1, rows.Max(row => row[column].LongestWord())))];
        int room = width - (Gap * (columns - 1));
        while (widths.Sum() > room)
        {
            int widest = -1;
            for (int column = 0; column < columns; column++)
            {
                if (widths[column] > least[column] && (widest < 0 || widths[column] > widths[widest]))
                {
                    widest = column;
                }
            }

            if (widest < 0)
            {
                break;
            }

            widths[widest]--;
        }

        return widths;
    }
}
