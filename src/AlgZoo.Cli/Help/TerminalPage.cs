using System.Globalization;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AlgZoo.Cli;

/// <summary>A page of the documentation as lines for a terminal.</summary>
internal sealed class TerminalPage
{
    private const int BodyIndent = 3;
    private const int CodeIndent = 4;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private readonly List<StyledText> _lines = [];
    private readonly int _width;

    private TerminalPage(int width) => _width = width;

    /// <summary>Lays a page out.</summary>
    /// <param name="markdown">The page.</param>
    /// <param name="width">Longest line; only code, and tables of long words, are wider.</param>
    /// <returns>The lines. Headings stand at the left, everything else is indented.</returns>
    public static IReadOnlyList<StyledText> Render(string markdown, int width)
    {
        var page = new TerminalPage(width);
        page.AddBlocks(Markdown.Parse(markdown, Pipeline), BodyIndent);
        return page._lines;
    }

    /// <summary>The text of the first heading; null without one.</summary>
    public static string? Title(string markdown) =>
        Markdown.Parse(markdown, Pipeline).OfType<HeadingBlock>().FirstOrDefault() is { } heading ? TerminalText.Of(heading.Inline).ToString() : null;

    private void AddBlocks(IEnumerable<Block> blocks, int indent)
    {
        foreach (var block in blocks)
        {
            AddBlock(block, indent);
        }
    }

    private void AddBlock(Block block, int indent)
    {
        switch (block)
        {
            case HeadingBlock heading:
                AddGap();
                AddParagraph(TerminalText.Of(heading.Inline, TextStyle.Bold), heading.Level < 3 ? 0 : indent - 1);
                break;
            case ParagraphBlock paragraph:
                AddGap();
                AddParagraph(TerminalText.Of(paragraph.Inline), indent);
                break;
            case ListBlock list:
                AddList(list, indent);
                break;
            case Table table:
                AddGap();
                Add(TableLayout.Lines(Rows(table), _width - indent), indent);
                break;
            case CodeBlock code:
                AddGap();
                Add(code.Lines.Lines.Take(code.Lines.Count).Select(line => StyledText.Of(line.ToString().TrimEnd(), TextStyle.Code)), indent + CodeIndent);
                break;
            case QuoteBlock quote:
                AddBlocks(quote, indent + 2);
                break;
        }
    }

    private void AddList(ListBlock list, int indent)
    {
        int number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out int start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            string mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            if (list.IsLoose || item == list[0])
            {
                AddGap();
            }

            int first = _lines.Count;
            foreach (var block in item)
            {
                // The first paragraph goes on the line of the mark.
                if (block is ParagraphBlock paragraph && _lines.Count == first)
                {
                    AddParagraph(TerminalText.Of(paragraph.Inline), indent + mark.Length);
                    _lines[first] = StyledText.Of(new string(' ', indent) + mark).Add(_lines[first].WithoutIndent(indent + mark.Length));
                }
                else
                {
                    AddBlock(block, indent + mark.Length);
                }
            }
        }
    }

    private void AddParagraph(StyledText text, int indent) => Add(text.Wrap(Math.Max(1, _width - indent)), indent);

    private void Add(IEnumerable<StyledText> lines, int indent) =>
        _lines.AddRange(lines.Select(line => line.Width == 0 ? line : StyledText.Of(new string(' ', indent)).Add(line)));

    private void AddGap()
    {
        if (_lines.Count > 0 && _lines[^1].Width > 0)
        {
            _lines.Add(new StyledText());
        }
    }

    private static IReadOnlyList<IReadOnlyList<StyledText>> Rows(Table table) =>
    [
        .. table.OfType<TableRow>().Select(row => (IReadOnlyList<StyledText>)
        [
            .. row.OfType<TableCell>().Select(cell => TerminalText.Of((cell.FirstOrDefault() as ParagraphBlock)?.Inline, row.IsHeader ? TextStyle.Bold : TextStyle.Plain)),
            .. Enumerable.Repeat(new StyledText(), table.OfType<TableRow>().Max(other => other.Count) - row.Count),
        ]),
    ];
}
