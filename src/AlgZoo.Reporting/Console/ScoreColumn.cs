using Spectre.Console;

namespace AlgZoo.Reporting;

/// <summary>A column of a table in a console: markup, a cell for each row.</summary>
/// <param name="Heading">Its heading; may have two lines.</param>
/// <param name="Alignment">Its alignment.</param>
/// <param name="Cells">Its cells.</param>
internal sealed record ScoreColumn(string Heading, Justify Alignment, IReadOnlyList<string> Cells)
{
    /// <summary>Width in characters.</summary>
    public int Width { get; } = Cells.Concat(Heading.Split('\n')).Max(cell => Markup.Remove(cell).Length);
}
