using Markdig.Syntax.Inlines;

namespace AlgZoo.Cli;

/// <summary>The text of a paragraph for a terminal: links become their text, pictures what they show.</summary>
internal static class TerminalText
{
    public static StyledText Of(ContainerInline? inlines, TextStyle style = TextStyle.Plain)
    {
        var text = new StyledText();
        if (inlines is not null)
        {
            Add(text, inlines, style);
        }

        return text;
    }

    private static void Add(StyledText text, ContainerInline inlines, TextStyle style)
    {
        foreach (var inline in inlines)
        {
            Add(text, inline, style);
        }
    }

    private static void Add(StyledText text, Inline inline, TextStyle style)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Add(literal.Content.ToString(), style);
                break;
            case CodeInline code:
                // In a cell of a table, Markdown writes \| for a bar.
                text.Add(code.Content.Replace("\\|", "|", StringComparison.Ordinal), style | TextStyle.Code);
                break;
            case EmphasisInline emphasis:
                Add(text, emphasis, style | (emphasis.DelimiterCount > 1 ? TextStyle.Bold : TextStyle.Underlined));
                break;
            case LinkInline { IsImage: true } picture:
                text.Add("(picture: ", style);
                Add(text, picture, style);
                text.Add(")", style);
                break;
            case LinkInline link:
                Add(text, link, style);
                if (link.Url is { } url && url.Contains("://", StringComparison.Ordinal))
                {
                    text.Add($" <{url}>", style);
                }

                break;
            case AutolinkInline address:
                text.Add($"<{address.Url}>", style);
                break;
            case LineBreakInline lineBreak:
                text.Add(lineBreak.IsHard ? "\n" : " ", style);
                break;
            case HtmlEntityInline entity:
                text.Add(entity.Transcoded.ToString(), style);
                break;
            case ContainerInline container:
                Add(text, container, style);
                break;
        }
    }
}
