using System.ComponentModel;
using System.Diagnostics;

namespace AlgZoo.Cli;

/// <summary>Shows text on standard output; in a terminal that is too small for it, through the user's pager.</summary>
internal static class Pager
{
    private const string UsualPager = "less";

    public static void Show(IReadOnlyList<StyledText> lines)
    {
        if (Console.IsOutputRedirected)
        {
            Write(Console.Out, lines, hasStyles: false);
        }
        else if (lines.Count < Console.WindowHeight || OperatingSystem.IsWindows() || !TryPage(lines))
        {
            Write(Console.Out, lines, HasStyles);
        }
    }

    private static bool HasStyles => Terminal.Output.Profile.Capabilities.Ansi && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 };

    private static void Write(TextWriter writer, IReadOnlyList<StyledText> lines, bool hasStyles)
    {
        foreach (var line in lines)
        {
            writer.Write((hasStyles ? line.ToAnsi() : line.ToString()) + "\n");
        }
    }

    // Ctrl-C is the pager's while it runs.
    private static void LeaveToPager(object? sender, ConsoleCancelEventArgs request) => request.Cancel = true;

    private static bool TryPage(IReadOnlyList<StyledText> lines)
    {
        string pager = Environment.GetEnvironmentVariable("PAGER") is { Length: > 0 } named ? named : UsualPager;
        var start = new ProcessStartInfo("sh", ["-c", pager]) { RedirectStandardInput = true, UseShellExecute = false };
        // Let less show styles, unless the user has told it something.
        start.Environment.TryAdd("LESS", "R");
        Console.CancelKeyPress += LeaveToPager;
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                using var input = process.StandardInput;
                Write(input, lines, HasStyles);
            }
            catch (IOException)
            {
                // The user has left the pager before the end.
            }

            process.WaitForExit();
            return process.ExitCode != CommandNotFound;
        }
        catch (Win32Exception)
        {
            return false;
        }
        finally
        {
            Console.CancelKeyPress -= LeaveToPager;
        }
    }

    // What a shell ends with then.
    private const int CommandNotFound = 127;
}
