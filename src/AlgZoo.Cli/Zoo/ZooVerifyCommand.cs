using System.CommandLine;
using System.Globalization;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Cli;

/// <summary><c>algzoo zoo verify</c>: whether the cached files are what they were.</summary>
internal static class ZooVerifyCommand
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command(
            "verify",
            "Checks every cached file: it must have the size and hash that were recorded when it was first used, and be the model that its name says.\n\nExample: algzoo zoo verify")
        {
            json,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            using var host = BenchHost.Build([]);
            var zoo = host.Services.GetRequiredService<OriginalZoo>();
            var damaged = new List<ZooDamagedDocument>();
            var cached = zoo.Cached();
            foreach (var entry in cached)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Problem(zoo, entry.File) is { } problem)
                {
                    damaged.Add(new ZooDamagedDocument(entry.File.Reference, entry.File.FileName, problem));
                }
            }

            int intact = cached.Count - damaged.Count;
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(new ZooVerifyDocument(zoo.Folder, intact, damaged), CliJson.Default.ZooVerifyDocument));
            }
            else
            {
                damaged.ForEach(file => Terminal.WriteLine($"damaged: {file.Problem}"));
                Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{intact:N0} of {cached.Count:N0} files in {zoo.Folder} are intact"));
                if (damaged.Count > 0)
                {
                    Terminal.Note($"download them again: algzoo zoo pull {string.Join(' ', damaged.Select(file => file.Reference))}");
                }
            }

            return Task.FromResult(damaged.Count == 0 ? ExitCode.Success : ExitCode.SomeCellsFailed);
        });
        return command;
    }

    private static string? Problem(OriginalZoo zoo, OriginalFile file)
    {
        try
        {
            zoo.Verify(file);
            return null;
        }
        catch (ModelFileException exception)
        {
            return exception.Message;
        }
    }
}
