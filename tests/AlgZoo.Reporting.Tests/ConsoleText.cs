using System.Globalization;
using Spectre.Console;

namespace AlgZoo.Reporting.Tests;

/// <summary>What a console without colours shows.</summary>
internal static class ConsoleText
{
    public static string Render(RunReport report, int width, string? folder = null, bool unicode = true)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = unicode;
        ConsoleScoreTable.Write(console, report, folder);
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
