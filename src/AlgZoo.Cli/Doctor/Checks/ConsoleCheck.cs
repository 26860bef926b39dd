using System.Globalization;

namespace AlgZoo.Cli;

/// <summary>The terminal.</summary>
/// <param name="IsRedirected">Whether standard output goes to a file or a pipe.</param>
/// <param name="Encoding">Name of the encoding that the terminal is taken to have.</param>
/// <param name="IsUtf8">Whether that is UTF-8, which all output is.</param>
/// <param name="Width">Columns.</param>
/// <param name="HasColours">Whether there are colours.</param>
internal sealed record ConsoleFacts(bool IsRedirected, string Encoding, bool IsUtf8, int Width, bool HasColours);

/// <summary>Whether tables look as they should.</summary>
internal sealed class ConsoleCheck : ICheck
{
    private const string Name = "console";

    // As narrow as score tables go.
    private const int NarrowestTable = 60;

    public string Id => Name;

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        var profile = Terminal.Output.Profile;
        yield return Judge(new ConsoleFacts(
            Console.IsOutputRedirected, Console.OutputEncoding.WebName, Terminal.IsUtf8, profile.Width, profile.Capabilities.ColorSystem != Spectre.Console.ColorSystem.NoColors));
    }

    /// <summary>What to make of a terminal.</summary>
    public static Finding Judge(ConsoleFacts facts)
    {
        string summary = facts.IsRedirected
            ? string.Create(CultureInfo.InvariantCulture, $"standard output is redirected: UTF-8, {facts.Width} columns, no colours, decimal points whatever the locale")
            : string.Create(CultureInfo.InvariantCulture, $"{facts.Encoding}, {facts.Width} columns, {(facts.HasColours ? "colours" : "no colours")}, decimal points whatever the locale");
        return (facts.IsRedirected, facts.IsUtf8, facts.Width) switch
        {
            (true, _, _) => Finding.Ok(Name, summary),
            (_, false, _) => Finding.Note(Name, summary + "; what algzoo writes is UTF-8", "Set the terminal to UTF-8: on Windows `chcp 65001`, elsewhere a locale such as LANG=C.UTF-8."),
            (_, _, < NarrowestTable) => Finding.Note(Name, summary, string.Create(CultureInfo.InvariantCulture, $"Make the window at least {NarrowestTable} columns wide, or write to a file.")),
            _ => Finding.Ok(Name, summary),
        };
    }
}
