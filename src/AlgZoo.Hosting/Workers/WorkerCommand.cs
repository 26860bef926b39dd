using System.Diagnostics;
using System.Globalization;

namespace AlgZoo.Hosting;

/// <summary>How workers are started on this system.</summary>
internal sealed class WorkerCommand
{
    private const string Unshare = "unshare";

    private static readonly string[][] NetworkNamespaces = [["--net"], ["--user", "--map-root-user", "--net"]];

    private readonly string _runtime;
    private readonly string _program;
    private readonly IReadOnlyList<string>? _namespace;

    private WorkerCommand(string runtime, string program, IReadOnlyList<string>? networkNamespace)
    {
        _runtime = runtime;
        _program = program;
        _namespace = networkNamespace;
    }

    /// <summary>Whether workers have no network.</summary>
    public bool ClosesNetwork => _namespace is not null;

    /// <summary>Finds out how workers can be started.</summary>
    /// <exception cref="PlatformNotSupportedException">They cannot.</exception>
    public static WorkerCommand Find()
    {
        string frameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) is { Length: > 0 } folder ? folder : throw NotPossible("this program carries its own runtime");
        string runtime = Path.GetFullPath(Path.Combine(frameworkFolder, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        string program = typeof(WorkerCommand).Assembly.Location;
        string settings = Path.ChangeExtension(program, ".runtimeconfig.json");
        return !File.Exists(runtime) ? throw NotPossible($"there is no {runtime}")
            : !File.Exists(settings) ? throw NotPossible($"there is no {settings} beside {Path.GetFileName(program)}")
            : new WorkerCommand(runtime, program, OperatingSystem.IsLinux() ? NetworkNamespaces.FirstOrDefault(Works) : null);
    }

    /// <summary>What to start for one worker.</summary>
    /// <param name="requestHandle">Handle of the pipe that it reads.</param>
    /// <param name="answerHandle">Handle of the pipe that it writes.</param>
    /// <param name="limits">What it may use.</param>
    public ProcessStartInfo StartInfo(string requestHandle, string answerHandle, WorkerLimits limits)
    {
        string[] line = _namespace is null ? [_runtime, _program, requestHandle, answerHandle] : [Unshare, .. _namespace, "--", _runtime, _program, requestHandle, answerHandle];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        // No debugger can attach, and no socket is opened for one: --isolation none is for debugging.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment.Remove("DOTNET_GCHeapHardLimit");
        if (limits.ManagedBytes is { } bytes)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = bytes.ToString("X", CultureInfo.InvariantCulture);
        }

        return start;
    }

    private static bool Works(string[] networkNamespace)
    {
        try
        {
            using var trial = Process.Start(new ProcessStartInfo(Unshare, [.. networkNamespace, "--", "true"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            trial.StandardError.ReadToEnd();
            trial.WaitForExit();
            return trial.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static PlatformNotSupportedException NotPossible(string reason) => new($"Workers cannot be started: {reason}. Run plugins inside this process with --isolation none.");
}
