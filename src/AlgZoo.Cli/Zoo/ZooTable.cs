using System.Globalization;
using System.Text;

namespace AlgZoo.Cli;

/// <summary>Shipped models beside the originals as a Markdown page: for every task a table with a row for each hidden size and a column for each sequence length.</summary>
internal static class ZooTable
{
    public static string ToMarkdown(IReadOnlyList<SizeComparison> sizes)
    {
        var page = new StringBuilder();
        foreach (var family in sizes.GroupBy(size => size.Task.Name, StringComparer.Ordinal))
        {
            int[] lengths = [.. family.Select(size => size.SequenceLength).Distinct().Order()];
            string unit = family.First().IsError ? "root mean squared error" : "accuracy in per cent";
            page.Append(CultureInfo.InvariantCulture, $"**{family.Key}**, {unit}: shipped (original)\n\n");
            page.Append(CultureInfo.InvariantCulture, $"| d \\ n | {string.Join(" | ", lengths)} |\n|---|{string.Concat(lengths.Select(_ => "---|"))}\n");
            foreach (var row in family.GroupBy(size => size.HiddenSize).OrderBy(row => row.Key))
            {
                var cells = lengths.Select(length => row.FirstOrDefault(size => size.SequenceLength == length) is { } size ? Cell(size) : "");
                page.Append(CultureInfo.InvariantCulture, $"| {row.Key} | {string.Join(" | ", cells)} |\n");
            }

            page.Append('\n');
        }

        return page.Append(Summary(sizes)).Append('\n').ToString();
    }

    public static string Summary(IReadOnlyList<SizeComparison> sizes)
    {
        var worse = sizes.Where(size => !size.IsComparable).ToArray();
        string names = worse.Length == 0 ? "" : $" The others: {string.Join(", ", worse.Select(size => size.Model))}.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sizes.Count - worse.Length} of {sizes.Count} sizes are at most 2 points of accuracy, or 0.01 of root mean squared error, worse than the original's best of five seeds.{names}");
    }

    private static string Cell(SizeComparison size) =>
        size.IsComparable ? $"{size.FigureText} ({size.PublishedText})" : $"**{size.FigureText}** ({size.PublishedText})";
}
