using System.CommandLine;
using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary><c>algzoo zoo table</c>: the shipped models beside the published figures of the originals.</summary>
internal static class ZooTableCommand
{
    private const long DefaultSamples = 10_000_000;

    public static Command Create()
    {
        var samples = CommonOptions.Count("--samples", "Sequences to sample where there is no exact method (default 1e7)");
        var markdown = new Option<bool>("--markdown") { Description = "Print Markdown, a table for each task" };
        var json = CommonOptions.Json();
        var command = new Command("table", "The models that ship, measured, beside the published figures of the originals of their sizes.\n\nExample: algzoo zoo table --markdown") { samples, markdown, json };
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(parse.GetValue(samples) ?? DefaultSamples, parse.GetValue(markdown), parse.GetValue(json), cancellationToken)));
        return command;
    }

    private static int Run(long samples, bool asMarkdown, bool asJson, CancellationToken cancellationToken)
    {
        using var host = BenchHost.Build([]);
        var library = host.Services.GetRequiredService<ModelLibrary>();
        var truths = host.Services.GetRequiredService<GroundTruthSource>();
        string[] names = [.. ZooCatalogue.SizeNames];
        SizeComparison[] sizes = SamplingProgress.Show(names.Length, progress => names.Select((name, index) =>
        {
            progress?.Report(index);
            return SizeComparison.Of(library.Load(ModelLibrary.TrainedScheme + name), truths, samples, cancellationToken);
        }).ToArray());
        if (asJson)
        {
            var document = new ZooTableDocument([.. sizes.Select(size => new SizeComparisonDocument(
                size.Model, size.Task.Name, size.HiddenSize, size.SequenceLength, size.IsError ? "rootMeanSquaredError" : "accuracy", size.Figure, size.StandardError, size.Method, size.Published, size.Shortfall,
                size.IsComparable))]);
            Terminal.WriteJson(CliJson.Serialize(document, CliJson.Default.ZooTableDocument));
        }
        else if (asMarkdown)
        {
            Terminal.WriteLine(ZooTable.ToMarkdown(sizes).TrimEnd('\n'));
        }
        else
        {
            WriteTable(sizes);
            Terminal.WriteLine(ZooTable.Summary(sizes));
        }

        return ExitCode.Success;
    }

    private static void WriteTable(IEnumerable<SizeComparison> sizes)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("model", "shipped", "standard error", "original", "note");
        foreach (var size in sizes)
        {
            table.AddRow(
                size.Model,
                size.FigureText,
                size.Method == TruthMethod.Exact ? "exact" : size.StandardError.ToString("0.0e0", CultureInfo.InvariantCulture),
                size.PublishedText,
                size.IsComparable ? "" : "worse");
        }

        Terminal.Output.Write(table);
    }
}
