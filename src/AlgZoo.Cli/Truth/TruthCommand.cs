using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Cli;

/// <summary><c>algzoo truth REF</c>: the true value of a model's quantity.</summary>
internal static class TruthCommand
{
    private const long DefaultSamples = 100_000_000;
    private const double DefaultTolerance = 1e-4;

    public static Command Create()
    {
        var model = CommonOptions.NoOption(new Argument<string>("model") { HelpName = "model", Description = "Model reference: handcrafted:3, trained:2nd_argmax_16_10, zoo:2nd_argmax_4_3, or the path of a .pth or .safetensors file" });
        model.CompletionSources.Add(Completions.Models);
        var samples = CommonOptions.Count("--samples", "Sequences to sample where there is no exact method (default 1e8)");
        var seed = CommonOptions.Seed("Seed of the sampling (default 1)");
        var method = CommonOptions.Parsed<string?>(
            new("--method") { HelpName = "auto|exact|sampling|slices", Description = "How to find the value (default auto); slices: quadrature for four or five inputs" },
            text => text is "auto" or "exact" or "sampling" or "slices" ? text : null,
            "is no method; there are auto, exact, sampling, slices");
        method.CompletionSources.Add("auto", "exact", "sampling", "slices");
        var tolerance = CommonOptions.Parsed<double?>(
            new("--tolerance") { Description = "Error to reach with --method slices (default 1e-4)" },
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is > 0 and < 1 ? number : null,
            "is no number between 0 and 1");
        var threads = CommonOptions.WholeNumber("--threads", 0, "Threads, 0 for one per processor (default 0); does not change the result");
        var noCache = new Option<bool>("--no-cache") { Description = "Neither use nor write remembered results" };
        var task = CommonOptions.Task();
        var quantity = CommonOptions.Quantity();
        var baseAddress = CommonOptions.BaseAddress();
        var json = CommonOptions.Json();
        var command = new Command("truth", "The true value of a model's accuracy or error: exact where possible, else sampled, with its standard error.\n\nExample: algzoo truth handcrafted:10 --samples 1e7")
        {
            model, samples, seed, method, tolerance, threads, noCache, task, quantity, baseAddress, json,
        };
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(
            parse.GetRequiredValue(model),
            new Request(
                parse.GetValue(samples) ?? DefaultSamples,
                parse.GetValue(seed) ?? 1,
                parse.GetValue(method) switch { "exact" => TruthMethod.Exact, "sampling" => TruthMethod.Sampling, "slices" => TruthMethod.Slices, _ => null },
                parse.GetValue(tolerance) ?? DefaultTolerance,
                parse.GetValue(threads) ?? 0,
                parse.GetValue(noCache),
                parse.GetValue(task),
                parse.GetValue(quantity),
                parse.GetValue(baseAddress)),
            parse.GetValue(json),
            cancellationToken)));
        return command;
    }

    private static int Run(string reference, Request request, bool asJson, CancellationToken cancellationToken)
    {
        using var host = BenchHost.Build([], baseAddress: request.BaseAddress);
        var loaded = host.Services.GetRequiredService<ModelLibrary>().Load(reference, request.Task, cancellationToken);
        ModelNotes.Write(loaded);
        var quantity = request.Quantity ?? loaded.Task.DefaultQuantity;
        if (!loaded.Task.Has(quantity))
        {
            throw new UserErrorException($"The quantity {QuantityNames.Of(quantity)} is not defined for the task {loaded.Task.Name}; leave --quantity out.");
        }

        if (request.Method == TruthMethod.Exact && GroundTruthSource.ExactMethod(loaded.Model, loaded.Task, quantity) is null)
        {
            throw new UserErrorException($"There is no exact method for {loaded.Reference}; use --method sampling.");
        }

        if (request.Method == TruthMethod.Slices && !GroundTruthSource.HasSlices(loaded.Model, loaded.Task, quantity))
        {
            throw new UserErrorException($"There are no slices for {loaded.Reference}: only for the accuracy of RNNs of four or five inputs on 2nd_argmax, argmedian and argmax; use --method sampling.");
        }

        var truths = request.NoCache ? new GroundTruthSource(cache: null) : host.Services.GetRequiredService<GroundTruthSource>();
        var clock = Stopwatch.StartNew();
        var truth = request.Method == TruthMethod.Slices
            ? GroundTruthSource.FindBySlices(loaded.Model, loaded.Task, request.Tolerance, cancellationToken)
            : SamplingProgress.Show(request.Samples, progress => truths.Find(loaded.Model, loaded.Task, quantity, request.Method, request.Samples, request.Seed, request.Threads, progress, cancellationToken));
        string? exactMethod = truth.Method == TruthMethod.Exact ? GroundTruthSource.ExactMethod(loaded.Model, loaded.Task, quantity) : null;
        if (asJson)
        {
            var document = new TruthDocument(
                loaded.Reference, loaded.Task.Name, QuantityNames.Of(quantity), truth.Value, truth.ErrorRate, truth.StandardError, MethodName(truth.Method), exactMethod, truth.Samples, request.Seed,
                clock.Elapsed.TotalSeconds);
            Terminal.WriteJson(CliJson.Serialize(document, CliJson.Default.TruthDocument));
        }
        else
        {
            string errorRate = truth.ErrorRate is null ? "" : string.Create(CultureInfo.InvariantCulture, $", error rate {truth.ErrorRate:R}");
            bool isQuadrature = truth.Method == TruthMethod.Slices;
            string certainty = exactMethod is null ? string.Create(CultureInfo.InvariantCulture, $"{(isQuadrature ? "stated" : "standard")} error {truth.StandardError:0.0e0}") : $"exact, {exactMethod}";
            string sequences = truth.Samples == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {truth.Samples:N0} {(isQuadrature ? "slices" : "sequences")}");
            Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{loaded.Reference}  {loaded.Task.Name}  {QuantityNames.Of(quantity)} {truth.Value:R}{errorRate}  ({certainty}{sequences}, {clock.Elapsed.TotalSeconds:0.0} s)"));
        }

        return ExitCode.Success;
    }

    internal static string MethodName(TruthMethod method) => method switch
    {
        TruthMethod.Exact => "exact",
        TruthMethod.Slices => "slices",
        _ => "sampling",
    };

    private sealed record Request(long Samples, ulong Seed, TruthMethod? Method, double Tolerance, int Threads, bool NoCache, string? Task, Quantity? Quantity, string? BaseAddress);
}
