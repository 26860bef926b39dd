using System.Globalization;
using System.Text;

namespace AlgZoo.Reporting;

/// <summary>Writes the commands of an SVG path, coordinates with one decimal.</summary>
internal sealed class PathData
{
    private readonly StringBuilder _commands = new();

    /// <summary>Whether there is no command.</summary>
    public bool IsEmpty => _commands.Length == 0;

    /// <summary>A coordinate: one decimal at most, and no negative zero.</summary>
    public static string Number(double value)
    {
        double rounded = Math.Round(value, 1);
        return (rounded == 0 ? 0 : rounded).ToString("0.#", CultureInfo.InvariantCulture);
    }

    public PathData MoveTo(double x, double y) => Add('M', x, y);

    public PathData LineTo(double x, double y) => Add('L', x, y);

    /// <summary>A line through points, begun anew.</summary>
    public PathData Polyline(IEnumerable<(double X, double Y)> points)
    {
        bool isFirst = true;
        foreach (var (x, y) in points)
        {
            Add(isFirst ? 'M' : 'L', x, y);
            isFirst = false;
        }

        return this;
    }

    /// <summary>A rectangle.</summary>
    public PathData Rectangle(double x, double y, double width, double height)
    {
        MoveTo(x, y);
        _commands.Append('h').Append(Number(width)).Append('v').Append(Number(height)).Append('h').Append(Number(-width)).Append('z');
        return this;
    }

    /// <summary>Closes the shape.</summary>
    public PathData Close() => Add("z");

    /// <summary>Adds commands as they are.</summary>
    public PathData Add(string commands)
    {
        _commands.Append(commands);
        return this;
    }

    public override string ToString() => _commands.ToString();

    private PathData Add(char command, double x, double y)
    {
        _commands.Append(command).Append(Number(x)).Append(' ').Append(Number(y));
        return this;
    }
}
