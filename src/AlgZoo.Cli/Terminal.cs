using System.Text;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>Data goes to standard output, everything else to standard error; neither has colour codes when it is not a terminal.</summary>
internal static class Terminal
{
    // Wide enough that no table wraps in a file or a pipe.
    private const int RedirectedWidth = 200;

    public static IAnsiConsole Output { get; } = Create(Console.OpenStandardOutput(), Console.IsOutputRedirected);

    public static IAnsiConsole Error { get; } = Create(Console.OpenStandardError(), Console.IsErrorRedirected);

    /// <summary>Whether the terminal takes what is written for UTF-8. The encoding that .NET reports is none of its own classes.</summary>
    public static bool IsUtf8 => Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage;

    /// <summary>Writes a line of data to standard output as it is.</summary>
    public static void WriteLine(string line) => Console.Out.Write(line + "\n");

    /// <summary>Writes a line to standard error as it is.</summary>
    public static void Note(string message) => Console.Error.Write(message + "\n");

    /// <summary>Writes a JSON document to standard output.</summary>
    public static void WriteJson(byte[] json)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(json);
        output.Write("\n"u8);
    }

    private static IAnsiConsole Create(Stream stream, bool isRedirected)
    {
        var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }
        else
        {
            // What is written is UTF-8 always; what the terminal takes it for is its own setting.
            console.Profile.Capabilities.Unicode = IsUtf8;
        }

        return console;
    }
}
