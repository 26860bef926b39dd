using System.CommandLine;
using System.Globalization;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary><c>algzoo zoo list</c>: what there is of the original zoo, and what of it is cached.</summary>
internal static class ZooListCommand
{
    public static Command Create()
    {
        var family = ZooCommand.Family("One family only");
        var cached = new Option<bool>("--cached") { Description = "The cached files one by one: size, when first used, SHA-256" };
        var json = CommonOptions.Json();
        var command = new Command(
            "list",
            "The sizes of AlgZoo with the published accuracy (median: root mean squared error) of the best of five seeds, and how many of their files are cached; with --json every file.\n\nExample: algzoo zoo list --family median")
        {
            family, cached, json,
        };
        command.SetAction(parse =>
        {
            using var host = BenchHost.Build([]);
            var zoo = host.Services.GetRequiredService<OriginalZoo>();
            var files = Files(zoo, parse.GetValue(family)).Where(file => file.Cached || !parse.GetValue(cached)).ToArray();
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(new ZooListDocument(zoo.Folder, files), CliJson.Default.ZooListDocument));
            }
            else
            {
                Terminal.Output.Write(parse.GetValue(cached) ? CachedFiles(files) : Sizes(files));
                Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{files.Count(file => file.Cached):N0} files are cached in {zoo.Folder}"));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static IEnumerable<ZooFileDocument> Files(OriginalZoo zoo, SequenceTask? family)
    {
        var cached = zoo.Cached().ToDictionary(entry => entry.File);
        return
            from file in ZooCatalogue.Files
            where family is null || file.Task == family
            let entry = cached.GetValueOrDefault(file)
            select new ZooFileDocument(
                file.Reference, file.FileName, file.Task.Name, file.HiddenSize, file.SequenceLength, file.Sequences, file.Seed, file.IsBest, file.PublishedFigure, entry is not null, entry?.Bytes, entry?.Sha256,
                entry?.Recorded);
    }

    private static Table CachedFiles(IEnumerable<ZooFileDocument> files)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("file", "bytes", "first used", "SHA-256");
        foreach (var file in files)
        {
            table.AddRow(file.File, Text(file.Bytes!.Value), file.Recorded?.ToString("u", CultureInfo.InvariantCulture) ?? "not yet", file.Sha256 ?? "");
        }

        return table;
    }

    private static Table Sizes(IEnumerable<ZooFileDocument> files)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("model", "d", "n", "best seed", "published", "files", "cached");
        foreach (var size in files.GroupBy(file => (file.Task, file.HiddenSize, file.SequenceLength, IsExample: file.Seed is null)))
        {
            var best = size.Single(file => file.Best);
            string name = size.Key.IsExample ? best.Reference : string.Create(CultureInfo.InvariantCulture, $"zoo:{best.Task}_{best.HiddenSize}_{best.SequenceLength}");
            table.AddRow(
                name, Text(best.HiddenSize), Text(best.SequenceLength), best.Seed is { } seed ? Text(seed) : "", best.Published?.ToString("0.000", CultureInfo.InvariantCulture) ?? "", Text(size.Count()),
                Text(size.Count(file => file.Cached)));
        }

        return table;
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
