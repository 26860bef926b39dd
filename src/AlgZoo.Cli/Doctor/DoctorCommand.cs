using System.CommandLine;

namespace AlgZoo.Cli;

/// <summary><c>algzoo doctor</c>: what is wrong with the environment, and what to do about it.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    public static Command Create()
    {
        var plugins = CommonOptions.Plugins();
        var baseAddress = CommonOptions.BaseAddress();
        var offline = new Option<bool>("--offline") { Description = "Leave the server of the original zoo alone" };
        var json = CommonOptions.Json();
        var command = new Command(
            "doctor",
            "Looks at what algzoo depends on: .NET, processor and its speed, memory, worker processes, plugins, cache, network, console, environment variables; says what to do about whatever is not as it should be. Ends with 2 if there is a problem.\n\nExample: algzoo doctor --offline")
        {
            plugins, baseAddress, offline, json,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var findings = Examination.Run(Checks(parse.GetValue(plugins)!, parse.GetValue(baseAddress), parse.GetValue(offline)), TimeLimit, cancellationToken).ToArray();
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(DoctorReport.Document(findings), CliJson.Default.DoctorDocument));
            }
            else
            {
                DoctorReport.Print(findings);
            }

            return Task.FromResult(Array.Exists(findings, finding => finding.State == FindingState.Problem) ? ExitCode.ProblemFound : ExitCode.Success);
        });
        return command;
    }

    private static IEnumerable<ICheck> Checks(string[] pluginFolders, string? baseAddress, bool isOffline) =>
    [
        new CommandCheck(),
        new RuntimeCheck(),
        new SdkCheck(),
        new ProcessorCheck(),
        new SamplingRateCheck(),
        new MemoryCheck(),
        new WorkerCheck(),
        new PluginsCheck(pluginFolders),
        new CacheCheck(),
        new WriteAccessCheck(),
        new ZooCheck(baseAddress, isOffline),
        new ClockCheck(),
        new ConsoleCheck(),
        new EnvironmentCheck(EnvironmentCheck.Variables()),
    ];
}
