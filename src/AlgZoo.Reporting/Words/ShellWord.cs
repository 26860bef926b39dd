namespace AlgZoo.Reporting;

/// <summary>Texts as a POSIX shell takes them for one word.</summary>
internal static class ShellWord
{
    // Characters that no shell gives a meaning to.
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,+@%";

    /// <summary>The text, in quotes where it needs them.</summary>
    public static string Of(string text) => text.Length > 0 && text.All(Plain.Contains) ? text : $"'{text.Replace("'", """'\''""", StringComparison.Ordinal)}'";
}
