using System.CommandLine;
using AlgZoo.Evaluation;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Cli;

/// <summary><c>algzoo inspect REF</c>: shapes, weights and behaviour of a model.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var model = CommonOptions.NoOption(new Argument<string>("model") { HelpName = "model", Description = "Model reference or the path of a .pth or .safetensors file" });
        model.CompletionSources.Add(Completions.Models);
        var samples = CommonOptions.Count("--samples", $"Sequences for the scores by position (default {ModelInspector.DefaultSamples}); the other parts take as many, but at most 262144");
        var seed = CommonOptions.Seed("Seed of the sampling (default 1)");
        var task = CommonOptions.Task();
        var baseAddress = CommonOptions.BaseAddress();
        var json = CommonOptions.Json();
        var command = new Command(
            "inspect",
            "Shapes, weights and behaviour of a model: standardised weights, spectral radius, linear regions, accuracy and loss by position, the share of the variance that each prefix explains, roles of the neurons, attention.\n\nExample: algzoo inspect trained:2nd_argmax_16_10")
        {
            model, samples, seed, task, baseAddress, json,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            using var host = BenchHost.Build([], baseAddress: parse.GetValue(baseAddress));
            var loaded = host.Services.GetRequiredService<ModelLibrary>().Load(parse.GetRequiredValue(model), parse.GetValue(task), cancellationToken);
            ModelNotes.Write(loaded);
            var inspection = ModelInspector.Inspect(loaded.Model, loaded.Task, parse.GetValue(samples) ?? ModelInspector.DefaultSamples, parse.GetValue(seed) ?? 1, cancellationToken);
            var document = InspectDocument.Of(loaded, inspection);
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(document, CliJson.Default.InspectDocument));
            }
            else
            {
                InspectReport.Print(document);
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
