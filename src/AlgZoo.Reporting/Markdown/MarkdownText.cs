using System.Text;

namespace AlgZoo.Reporting;

/// <summary>Pieces of GitHub-flavoured Markdown.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]<>|~&$#";

    /// <summary>A text as it is, in one line, whatever marks it has.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text.ReplaceLineEndings(" "))
        {
            if (Special.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A table. Cells are Markdown.</summary>
    /// <param name="columns">Headings and alignment: true for numbers, which stand at the right.</param>
    /// <param name="rows">A cell for each column.</param>
    public static string Table(IReadOnlyList<(string Heading, bool IsNumber)> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new StringBuilder();
        Append(columns.Select(column => column.Heading));
        Append(columns.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (var row in rows)
        {
            Append(row);
        }

        return table.ToString();

        void Append(IEnumerable<string> cells) => table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    /// <summary>A list. Items are Markdown.</summary>
    public static string List(IEnumerable<string> items) => string.Concat(items.Select(item => $"- {item}\n"));

    /// <summary>What a reader may unfold.</summary>
    public static string Details(string summary, string content) => $"<details><summary>{summary}</summary>\n\n{content}\n</details>\n";

    /// <summary>A block of code, in a fence that is longer than any run of backticks in it.</summary>
    public static string Code(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', Math.Max(3, longest + 1));
        return $"{fence}sh\n{text}\n{fence}\n";
    }
}
