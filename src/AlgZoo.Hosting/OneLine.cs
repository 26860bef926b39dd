using System.Text;

namespace AlgZoo.Hosting;

/// <summary>Makes text of a plugin's fit for one line of a table, a log or a JSON record.</summary>
internal static class OneLine
{
    public const int MaximumLength = 500;

    /// <summary>Control characters and runs of white space become single spaces; what exceeds <see cref="MaximumLength"/> is cut.</summary>
    public static string Of(string? text)
    {
        var line = new StringBuilder();
        foreach (char character in text ?? "")
        {
            if (line.Length == MaximumLength)
            {
                line.Length -= 3;
                line.Append("...");
                break;
            }

            if (!char.IsWhiteSpace(character) && !char.IsControl(character))
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }
}
