namespace AlgZoo.Zoo;

/// <summary>Makes the exceptions with which the parsers refuse a file. Whoever opened the file turns them into a <see cref="ModelFileException"/> that names it.</summary>
internal static class Refusal
{
    private const int LongestQuote = 60;

    public static InvalidDataException Damaged(string problem) => new($"{problem} The file is damaged or was altered: copy or download it again.");

    public static InvalidDataException NotPlainWeights(string problem) => new($"{problem} Save the plain weights instead: torch.save(model.state_dict(), PATH).");

    public static InvalidDataException BadSafetensors(string problem) => new($"{problem} Write the file again with a safetensors library.");

    /// <summary>Text from a file, made fit for a one-line message.</summary>
    public static string Quote(string text)
    {
        string shown = text.Length <= LongestQuote ? text : string.Concat(text.AsSpan(0, LongestQuote), "...");
        return $"'{string.Create(shown.Length, shown, static (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '?' : source[i];
            }
        })}'";
    }
}
