namespace AlgZoo.Reporting;

/// <summary>Estimates how much room a text takes, on the safe side: what font a reader has is not known.</summary>
internal static class TextWidth
{
    private const double WidthOfCharacter = 0.6;
    private const double FontSize = 12;

    /// <summary>Width of a line in user units.</summary>
    public static double Of(string text, double fontSize = FontSize) => WidthOfCharacter * fontSize * text.Length;
}
