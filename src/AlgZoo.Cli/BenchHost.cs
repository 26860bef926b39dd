using AlgZoo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace AlgZoo.Cli;

/// <summary>Builds the host of one verb: the bench and its logging, without configuration files.</summary>
internal static class BenchHost
{
    public static IHost Build(
        IReadOnlyList<string> pluginFolders, bool verbose = false, PluginIsolation isolation = PluginIsolation.Process, string? baseAddress = null, PluginSnapshot? snapshot = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Warning);
        builder.Logging.AddSimpleConsole(format => format.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddAlgZoo(options =>
        {
            options.Isolation = isolation;
            options.Snapshot = snapshot;
            options.BaseAddress = baseAddress ?? options.BaseAddress;
            options.Downloading = file => Terminal.Note($"downloading {file.FileName} from {options.BaseAddress}");
            foreach (string folder in pluginFolders)
            {
                options.PluginFolders.Add(folder);
            }
        });
        return builder.Build();
    }

    /// <summary>Says on standard error what could not be loaded.</summary>
    public static void NoteProblems(PluginCatalog catalog)
    {
        foreach (var problem in catalog.Problems)
        {
            Terminal.Note($"plugin not loaded: {problem}");
        }
    }
}
