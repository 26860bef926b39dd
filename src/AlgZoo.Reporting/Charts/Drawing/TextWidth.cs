namespace AlgZoo.Reporting;

/// <summary>Estimates how much room a text takes in most fonts that a reader may have.</summary>
internal static class TextWidth
{
    private const double WidthOfCharacter = 0.56;
    private const double FontSize = 12;

    /// <summary>Width of a line in user units.</summary>
    public static double Of(string text, double fontSize = FontSize) => WidthOfCharacter * fontSize * text.Length;
}
