using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AlgZoo.Conformance;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using AlgZoo.Reporting;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary><c>algzoo list models|estimators|suites|tasks|price-tables|checks</c>: what there is.</summary>
internal static class ListCommand
{
    public static Command Create() => new("list", "What there is: models, estimators, suites, tasks, price tables, conformance checks.\n\nExample: algzoo list estimators")
    {
        Estimators(), Models(), Suites(), Tasks(), PriceTables(), Checks(),
    };

    private static Command Estimators()
    {
        var plugins = CommonOptions.Plugins();
        var json = CommonOptions.Json();
        var command = new Command("estimators", "Every estimator that was found, and what could not be loaded and why.\n\nExample: algzoo list estimators --plugins ./my-plugins") { plugins, json };
        command.SetAction(parse =>
        {
            using var host = BenchHost.Build(parse.GetValue(plugins)!);
            var catalog = host.Services.GetRequiredService<PluginCatalog>();
            if (parse.GetValue(json))
            {
                var document = new EstimatorsDocument(
                    [.. catalog.Estimators.Select(info => new EstimatorDocument(info.Id, info.Kind, info.UsesAdvice, info.Summary, info.Reference, info.Plugin, info.Path, info.Sha256))],
                    [.. catalog.Problems.Select(problem => new ProblemDocument(problem.Path, problem.Reason))]);
                Terminal.WriteJson(CliJson.Serialize(document, CliJson.Default.EstimatorsDocument));
                return ExitCode.Success;
            }

            var table = NewTable("estimator", "kind", "summary", "plugin");
            foreach (var info in catalog.Estimators)
            {
                AddRow(table, info.Id, info.Kind + (info.UsesAdvice ? ", advice" : ""), info.Summary, info.Plugin);
            }

            Terminal.Output.Write(table);
            foreach (var problem in catalog.Problems)
            {
                Terminal.WriteLine($"not loaded: {problem}");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Command Models()
    {
        var json = CommonOptions.Json();
        var command = new Command("models", "Every model reference, and whether it can be loaded now.\n\nExample: algzoo list models --json") { json };
        command.SetAction(parse =>
        {
            using var host = BenchHost.Build([]);
            var models = host.Services.GetRequiredService<ModelLibrary>().List();
            if (parse.GetValue(json))
            {
                var document = new ModelsDocument([.. models.Select(model => new ModelDocument(
                    model.Reference, model.Architecture, model.Task.Name, model.HiddenSize, model.SequenceLength, model.ParameterCount, model.Score, model.IsAvailable, model.Note))]);
                Terminal.WriteJson(CliJson.Serialize(document, CliJson.Default.ModelsDocument));
                return ExitCode.Success;
            }

            var table = NewTable("model", "architecture", "task", "d", "n", "parameters", "known score", "note");
            foreach (var model in models)
            {
                AddRow(
                    table, model.Reference, model.Architecture, model.Task.Name, Text(model.HiddenSize), Text(model.SequenceLength), Text(model.ParameterCount),
                    model.Score?.ToString("0.####", CultureInfo.InvariantCulture) ?? "", model.Note);
            }

            Terminal.Output.Write(table);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Suites()
    {
        var json = CommonOptions.Json();
        var command = new Command("suites", "The suites that ship.\n\nExample: algzoo list suites") { json };
        command.SetAction(parse =>
        {
            Suite[] suites = [.. BuiltInSuites.Names.Select(BuiltInSuites.Get)];
            if (parse.GetValue(json))
            {
                var document = new SuitesDocument([.. suites.Select(suite => new SuiteDocument(
                    suite.Name, suite.Summary, [.. suite.Models.Select(model => model.References)], suite.Noise.ToString(), suite.EffectiveDraws, suite.Budgets))]);
                Terminal.WriteJson(CliJson.Serialize(document, CliJson.Default.SuitesDocument));
                return ExitCode.Success;
            }

            var table = NewTable("suite", "summary", "models", "noise", "draws", "budgets");
            foreach (var suite in suites)
            {
                AddRow(
                    table, suite.Name, suite.Summary, Models(suite), suite.Noise.ToString(), Text(suite.EffectiveDraws),
                    string.Join(", ", suite.Budgets.Select(budget => FlopFormat.Compute(budget))));
            }

            Terminal.Output.Write(table);
            return ExitCode.Success;
        });
        return command;
    }

    // The first few stand for the 116 of the suite of all sizes.
    private static string Models(Suite suite)
    {
        const int Most = 15;
        string[] models = [.. suite.Models.Select(model => string.Join(" or ", model.References))];
        return models.Length <= Most
            ? string.Join(", ", models)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", models.Take(3))} and {models.Length - 3} more");
    }

    private static Command Tasks()
    {
        var json = CommonOptions.Json();
        var command = new Command("tasks", "The tasks that models are trained on.\n\nExample: algzoo list tasks") { json };
        command.SetAction(parse =>
        {
            TaskDocument[] tasks =
            [
                .. SequenceTask.All.Select(task => new TaskDocument(
                    task.Name, task.Inputs == InputLaw.UniformTokens ? "uniform tokens" : "standard Gaussian", task is ClassificationTask ? "logits" : "scalar", QuantityNames.Of(task.DefaultQuantity))),
            ];
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(new TasksDocument(tasks), CliJson.Default.TasksDocument));
                return ExitCode.Success;
            }

            var table = NewTable("task", "inputs", "output", "quantity");
            foreach (var task in tasks)
            {
                AddRow(table, task.Name, task.Inputs, task.Output, task.Quantity);
            }

            Terminal.Output.Write(table);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command PriceTables()
    {
        var json = CommonOptions.Json();
        var command = new Command("price-tables", "The price tables, and what an operation of each class costs in FLOPs.\n\nExample: algzoo list price-tables") { json };
        command.SetAction(parse =>
        {
            var classes = Enum.GetValues<OperationClass>().Select(operation => (Operation: operation, Name: JsonNamingPolicy.CamelCase.ConvertName(operation.ToString()))).ToArray();
            if (parse.GetValue(json))
            {
                PriceTableDocument[] documents = [.. PriceTable.All.Select(prices => new PriceTableDocument(prices.Name, classes.ToDictionary(entry => entry.Name, entry => prices[entry.Operation], StringComparer.Ordinal)))];
                Terminal.WriteJson(CliJson.Serialize(new PriceTablesDocument(documents), CliJson.Default.PriceTablesDocument));
                return ExitCode.Success;
            }

            var table = NewTable(["operation", .. PriceTable.All.Select(prices => prices.Name)]);
            foreach (var (operation, name) in classes)
            {
                AddRow(table, [name, .. PriceTable.All.Select(prices => Text(prices[operation]))]);
            }

            Terminal.Output.Write(table);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Checks()
    {
        var json = CommonOptions.Json();
        var command = new Command("checks", "The conformance checks of `algzoo validate`, in the order in which they run.\n\nExample: algzoo list checks") { json };
        command.SetAction(parse =>
        {
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(new ChecksDocument(ConformanceChecks.All), CliJson.Default.ChecksDocument));
                return ExitCode.Success;
            }

            var table = NewTable("check", "what is asked");
            foreach (var check in ConformanceChecks.All)
            {
                AddRow(table, check.Id, check.Requirement);
            }

            Terminal.Output.Write(table);
            return ExitCode.Success;
        });
        return command;
    }

    private static Table NewTable(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }

    private static void AddRow(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
