using System.Text;

namespace AlgZoo.Cli;

/// <summary>How a character looks in a terminal.</summary>
[Flags]
internal enum TextStyle
{
    Plain = 0,
    Bold = 1,
    Underlined = 2,
    Code = 4,
}

/// <summary>A character with its style.</summary>
internal readonly record struct StyledCharacter(char Value, TextStyle Style);

/// <summary>Text in several styles: what a paragraph or a line consists of.</summary>
internal sealed class StyledText
{
    private readonly List<StyledCharacter> _characters = [];

    public int Width => _characters.Count;

    public static StyledText Of(string text, TextStyle style = TextStyle.Plain) => new StyledText().Add(text, style);

    public StyledText Add(string text, TextStyle style = TextStyle.Plain)
    {
        _characters.AddRange(text.Select(value => new StyledCharacter(value, style)));
        return this;
    }

    public StyledText Add(StyledText text)
    {
        _characters.AddRange(text._characters);
        return this;
    }

    public StyledText WithoutIndent(int indent) => Slice(indent, Width - indent);

    public StyledText PadTo(int width) => Add(new string(' ', Math.Max(0, width - Width)));

    /// <summary>Breaks at spaces into lines; what is longer than a line without a space is cut.</summary>
    /// <param name="width">Longest line, at least 1.</param>
    /// <returns>The lines without the spaces at their ends; one empty line for an empty text. A line feed always ends a line.</returns>
    public IReadOnlyList<StyledText> Wrap(int width)
    {
        var lines = new List<StyledText>();
        var line = new StyledText();
        foreach (var (word, endsLine) in Words())
        {
            if (line.Width > 0 && line.Width + 1 + word.Width > width)
            {
                lines.Add(line);
                line = new StyledText();
            }

            if (line.Width > 0 && word.Width > 0)
            {
                // A space between two words of one style has it, too: an underline or a colour is not interrupted.
                line.Add(" ", line._characters[^1].Style & word._characters[0].Style);
            }

            line.Add(word);
            while (line.Width > width)
            {
                lines.Add(line.Slice(0, width));
                line = line.Slice(width, line.Width - width);
            }

            if (endsLine)
            {
                lines.Add(line);
                line = new StyledText();
            }
        }

        return lines;
    }

    /// <summary>The text of the longest word.</summary>
    public int LongestWord() => Words().Max(entry => entry.Word.Width);

    public override string ToString() => string.Concat(_characters.Select(character => character.Value));

    /// <summary>The text with the escape codes of a terminal.</summary>
    public string ToAnsi()
    {
        var builder = new StringBuilder();
        var style = TextStyle.Plain;
        foreach (var character in _characters)
        {
            if (character.Style != style)
            {
                style = character.Style;
                builder.Append(Code(style));
            }

            builder.Append(character.Value);
        }

        return style == TextStyle.Plain ? builder.ToString() : builder.Append(Code(TextStyle.Plain)).ToString();
    }

    private static string Code(TextStyle style) =>
        $"\e[0{(style.HasFlag(TextStyle.Bold) ? ";1" : "")}{(style.HasFlag(TextStyle.Underlined) ? ";4" : "")}{(style.HasFlag(TextStyle.Code) ? ";36" : "")}m";

    private StyledText Slice(int start, int length)
    {
        var part = new StyledText();
        part._characters.AddRange(_characters.GetRange(start, length));
        return part;
    }

    private IEnumerable<(StyledText Word, bool EndsLine)> Words()
    {
        int start = 0;
        for (int i = 0; i <= _characters.Count; i++)
        {
            bool endsLine = i == _characters.Count || _characters[i].Value == '\n';
            if (endsLine || _characters[i].Value == ' ')
            {
                if (i > start || endsLine)
                {
                    yield return (Slice(start, i - start), endsLine);
                }

                start = i + 1;
            }
        }
    }
}
