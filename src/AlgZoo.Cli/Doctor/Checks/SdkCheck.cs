using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AlgZoo.Cli;

/// <summary>What <c>dotnet --version</c> answers in the current directory; null for both where there is no dotnet to ask.</summary>
/// <param name="Version">What it printed, when it ended well.</param>
/// <param name="Error">What it complained about otherwise.</param>
internal sealed record SdkAnswer(string? Version, string? Error);

/// <summary>Whether plugins can be built here.</summary>
internal sealed class SdkCheck : ICheck
{
    private const string Name = "sdk";
    private const string Download = "https://dotnet.microsoft.com/download/dotnet/10.0";

    public string Id => Name;

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        yield return Judge(Ask(cancellationToken));
    }

    /// <summary>What to make of an answer. Nothing here is a problem: plugins that have been built can be run.</summary>
    public static Finding Judge(SdkAnswer answer)
    {
        if (answer.Version is null)
        {
            return answer.Error is null
                ? Finding.Note(Name, "there is no dotnet on the PATH; plugins can be run but not built", $"Install the .NET 10 SDK ({Download}) and add its folder to PATH.")
                : Finding.Note(Name, $"dotnet finds no SDK in this directory; plugins can be run but not built: {answer.Error}", $"Install the .NET 10 SDK ({Download}), or correct global.json if one here or above asks for another.");
        }

        bool isReadable = int.TryParse(answer.Version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major);
        return isReadable && major >= Environment.Version.Major
            ? Finding.Ok(Name, $".NET SDK {answer.Version}, by `dotnet --version` in the current directory")
            : Finding.Note(
                Name, $"the .NET SDK of this directory is {answer.Version}, too old to build plugins for .NET {Environment.Version.Major.ToString(CultureInfo.InvariantCulture)}",
                $"Install the .NET 10 SDK ({Download}), or correct global.json if one here or above asks for the older one.");
    }

    private static SdkAnswer Ask(CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", ["--version"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1" },
            })!;
            using var stop = cancellationToken.UnsafeRegister(_ => process.Kill(entireProcessTree: true), null);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            string output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            cancellationToken.ThrowIfCancellationRequested();
            return process.ExitCode == 0 ? new(output.Split('\n')[^1], Error: null) : new(Version: null, Complaint($"{error.GetAwaiter().GetResult()}\n{output}"));
        }
        catch (Win32Exception)
        {
            return new(Version: null, Error: null);
        }
    }

    /// <summary>What dotnet complains about, in one line: which SDK is asked for and by which file, where that is it.</summary>
    public static string Complaint(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] request = [.. lines.Where(line => line.StartsWith("Requested SDK version:", StringComparison.Ordinal) || line.StartsWith("global.json file:", StringComparison.Ordinal))];
        return request.Length > 0 ? string.Join(", ", request) : lines is [var first, ..] ? first : "it says nothing";
    }
}
