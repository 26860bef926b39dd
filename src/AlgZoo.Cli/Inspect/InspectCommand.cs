using System.CommandLine;
using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary><c>algzoo inspect REF</c>: shapes, weights and behaviour of a model.</summary>
internal static class InspectCommand
{
    private const long DefaultSamples = 1_000_000;

    public static Command Create()
    {
        var model = CommonOptions.NoOption(new Argument<string>("model") { Description = "Model reference or the path of a .pth or .safetensors file" });
        var samples = CommonOptions.Count("--samples", "Sequences for the accuracy by target position (default 1e6)");
        var seed = CommonOptions.Seed("Seed of the sampling (default 1)");
        var task = CommonOptions.Task();
        var baseAddress = CommonOptions.BaseAddress();
        var json = CommonOptions.Json();
        var command = new Command("inspect", "Shapes, parameters, task, statistics of the weights, accuracy by target position, homogeneity.\n\nExample: algzoo inspect trained:2nd_argmax_16_10") { model, samples, seed, task, baseAddress, json };
        command.SetAction((parse, cancellationToken) =>
        {
            using var host = BenchHost.Build([], baseAddress: parse.GetValue(baseAddress));
            var loaded = host.Services.GetRequiredService<ModelLibrary>().Load(parse.GetRequiredValue(model), parse.GetValue(task), cancellationToken);
            ModelNotes.Write(loaded);
            var inspection = ModelInspector.Inspect(loaded.Model, loaded.Task, Math.Max(2, parse.GetValue(samples) ?? DefaultSamples), parse.GetValue(seed) ?? 1, cancellationToken);
            var document = Document(loaded, inspection);
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(document, CliJson.Default.InspectDocument));
            }
            else
            {
                Print(document);
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static InspectDocument Document(LoadedModel loaded, ModelInspection inspection)
    {
        var model = loaded.Model;
        var quantity = loaded.Task.DefaultQuantity;
        return new InspectDocument(
            loaded.Reference, loaded.Source, model.Architecture, loaded.Task.Name, loaded.TaskSource, QuantityNames.Of(quantity), model.HiddenSize, model.SequenceLength, model.OutputSize, model.ParameterCount,
            model.SamplingFlops(quantity), ModelFingerprint.Of(model, loaded.Task), [.. model.Tensors.Select(Statistics)], inspection.Value, inspection.StandardError, inspection.Samples,
            [.. inspection.ByTargetPosition.Select(position => new PositionDocument(position.Position, position.Samples, position.Accuracy))], inspection.HomogeneityError);
    }

    private static TensorDocument Statistics(WeightTensor tensor)
    {
        float[] values = tensor.Values.ToArray();
        return new TensorDocument(tensor.Name, tensor.Shape.ToArray(), values.Average(value => (double)value), tensor.RootMeanSquare, values.Min(), values.Max());
    }

    private static void Print(InspectDocument document)
    {
        var facts = new Grid().AddColumn().AddColumn();
        void Fact(string name, string value) => facts.AddRow(Markup.Escape(name), Markup.Escape(value));

        Fact("model", document.Model);
        Fact("source", document.Source);
        Fact("architecture", document.Architecture);
        Fact("task", $"{document.Task} ({document.TaskSource})");
        Fact("hidden size", Text(document.HiddenSize));
        Fact("sequence length", Text(document.SequenceLength));
        Fact("output size", Text(document.OutputSize));
        Fact("parameters", Text(document.Parameters));
        Fact("one sample costs", $"{Text(document.SamplingCostFlops)} FLOPs");
        Fact(document.Quantity, string.Create(CultureInfo.InvariantCulture, $"{document.Value:0.######} (standard error {document.StandardError:0.0e0}, {document.Samples:N0} sequences)"));
        if (document.HomogeneityError is { } error)
        {
            Fact("f(3x) = 3 f(x)", string.Create(CultureInfo.InvariantCulture, $"to {error:0.0e0} relative"));
        }

        Fact("fingerprint", document.Fingerprint);
        Terminal.Output.Write(facts);

        var tensors = new Table { Border = TableBorder.Simple }.AddColumns("tensor", "shape", "mean", "rms", "minimum", "maximum");
        foreach (var tensor in document.Tensors)
        {
            tensors.AddRow([.. new[] { tensor.Name, string.Join(" x ", tensor.Shape), Text(tensor.Mean), Text(tensor.RootMeanSquare), Text(tensor.Minimum), Text(tensor.Maximum) }.Select(Markup.Escape)]);
        }

        Terminal.Output.Write(tensors);
        if (document.ByTargetPosition.Count > 0)
        {
            var positions = new Table { Border = TableBorder.Simple }.AddColumns("target position", "sequences", "accuracy");
            foreach (var position in document.ByTargetPosition)
            {
                positions.AddRow(Text(position.Position), Text(position.Samples), position.Accuracy?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-");
            }

            Terminal.Output.Write(positions);
        }
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("0.0000", CultureInfo.InvariantCulture);
}
