using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

/// <summary>The built command in a working directory of its own, with no plugins but those that ship, and with empty caches but for the metered form of plugins.</summary>
internal sealed class Command : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("algzoo-cli-tests-").FullName;

    public Command()
    {
        Directory.CreateDirectory(WorkingFolder);
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(CacheFolder);
            Directory.CreateDirectory(MeteredPlugins.Folder);
            Directory.CreateSymbolicLink(Path.Combine(CacheFolder, "metered"), MeteredPlugins.Folder);
        }
    }

    /// <summary>Where the command was built, with the shipped plugins beside it.</summary>
    public static string BuildFolder { get; } = Path.Combine(
        OriginalModels.RepositoryRoot, "artifacts", "bin", "AlgZoo.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));

    /// <summary>Options that choose nine estimators of every kind which start fast and prepare little, so that runs of nothing in particular are short.</summary>
    public static string[] NineEstimators { get; } =
    [
        .. new[] { "antithetic", "base-accuracy", "chance", "covariance-propagation", "mean-accuracy", "mean-propagation", "monte-carlo", "sobol", "whitened-antithetic" }
            .SelectMany(id => new[] { "--estimator", id }),
    ];

    public string WorkingFolder => Path.Combine(_folder, "work");

    public string CacheFolder => Path.Combine(_folder, "cache");

    public string Below(string path) => Path.Combine(WorkingFolder, path);

    /// <summary>Runs the command to its end.</summary>
    public CommandResult Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return process.Result();
    }

    /// <summary>Starts the command. Ctrl-C reaches it even if this process was started with SIGINT ignored, as shells do with background jobs.</summary>
    public RunningCommand Start(params string[] arguments) => Start(new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <summary>Starts the command with further environment variables.</summary>
    public RunningCommand Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        string[] line = ["dotnet", Path.Combine(BuildFolder, "algzoo.dll"), .. arguments];
        var start = OperatingSystem.IsLinux() ? new ProcessStartInfo("env", ["--default-signal=INT", .. line]) : new ProcessStartInfo(line[0], line[1..]);
        start.WorkingDirectory = WorkingFolder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        start.StandardErrorEncoding = Encoding.UTF8;
        start.Environment["ALGZOO_CACHE"] = CacheFolder;
        // Nobody listens there: no test depends on what the public server has.
        start.Environment["ALGZOO_BASE_ADDRESS"] = "http://127.0.0.1:1/";
        start.Environment["XDG_DATA_HOME"] = Path.Combine(_folder, "data");
        start.Environment["LANG"] = "fr_FR.UTF-8";
        start.Environment.Remove("ALGZOO_PLUGINS");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RunningCommand(Process.Start(start)!);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>A command that runs.</summary>
internal sealed class RunningCommand(Process process) : IDisposable
{
    // Far above what anything takes: whatever is slower hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan TwiceTheShutdownTime = TimeSpan.FromSeconds(30);

    private readonly StreamText _output = new(process.StandardOutput);
    private readonly StreamText _error = new(process.StandardError);

    /// <summary>The lines of standard output so far.</summary>
    public string[] OutputLines => _output.SoFar.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of standard error so far.</summary>
    public string[] ErrorLines => _error.SoFar.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Waits until standard error holds a text.</summary>
    public void WaitForError(string text) => WaitFor(() => _error.SoFar.Contains(text, StringComparison.Ordinal), text);

    /// <summary>Waits until something is so.</summary>
    public void WaitFor(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (process.HasExited)
            {
                string said = _output.ToEnd() + _error.ToEnd();
                Assert.That(condition(), Is.True, $"The command ended before: {what}. It said: {said}");
                return;
            }

            Assert.That(clock.Elapsed, Is.LessThan(Patience), $"Waited in vain for: {what}. The command said: {_error.SoFar}");
            Thread.Sleep(20);
        }
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Does what Ctrl-C does.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Sends a signal, by its name without SIG.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", FormattableString.Invariant($"kill -{name} {process.Id}")]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    public CommandResult Result() => Result(Patience);

    /// <summary>Waits for the end of a command that was asked to stop, or killed.</summary>
    public CommandResult ResultSoon() => Result(TwiceTheShutdownTime);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private CommandResult Result(TimeSpan patience)
    {
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The command did not end within {patience}. It said: {_error.SoFar}");
        }

        return new CommandResult(process.ExitCode, _output.ToEnd(), _error.ToEnd());
    }
}

/// <summary>What a process has written to a stream.</summary>
internal sealed class StreamText
{
    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();
    private readonly Task _reading;

    public StreamText(StreamReader reader) => _reading = ReadAsync(reader);

    public string SoFar
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    public string ToEnd()
    {
        _reading.GetAwaiter().GetResult();
        return SoFar;
    }

    private async Task ReadAsync(StreamReader reader)
    {
        char[] buffer = new char[1024];
        int read;
        while ((read = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            lock (_lock)
            {
                _text.Append(buffer, 0, read);
            }
        }
    }
}

/// <summary>What came of a command.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as one JSON document.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Asserts that the command ended with a code, and neither stream has a stack trace or a colour code.</summary>
    public CommandResult EndsWith(int exitCode)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExitCode, Is.EqualTo(exitCode), Error);
            Assert.That(Output + Error, Does.Not.Match(@"(?m)^\s+at \S+\(|Unhandled exception"), "stack trace");
            Assert.That(Output + Error, Does.Not.Contain('\e'), "colour codes");
        }

        return this;
    }
}
