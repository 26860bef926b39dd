using System.CommandLine;
using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Training;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary><c>algzoo train TASK</c>: trains models like AlgZoo's.</summary>
internal static class TrainCommand
{
    private const long DefaultValidationSequences = 1L << 24;
    private const string OriginalPreset = "alg-zoo";

    public static Command Create()
    {
        var task = TaskArgument();
        task.CompletionSources.Add(CommonOptions.TaskNames);
        var hiddenSize = CommonOptions.WholeNumber("--hidden-size", 1, "Hidden size d");
        hiddenSize.Required = true;
        var sequenceLength = CommonOptions.WholeNumber("--seq-len", 2, "Sequence length n");
        sequenceLength.Required = true;
        var sequences = CommonOptions.Count("--sequences", "Training sequences, such as 2^26 or 1e8, rounded up to whole batches (default 2^26)");
        var batchSize = CommonOptions.WholeNumber("--batch-size", TrainingSizes.BatchMultiple, "Sequences of a batch, a multiple of 32 (default 128)");
        var seed = SeedList.Option("--seed", "Seed of the initial weights and the training sequences (default 0)", text => SeedList.TryParseSeed(text, out int one) ? [one] : null, "is not a whole number from 0 to 2147483647");
        var seeds = SeedList.Option("--seeds", "Several seeds, trained side by side: 0..15 or 0,3,5", SeedList.Parse, "is no list of seeds, such as 0..15 or 0,3,5");
        var keep = CommonOptions.Parsed<string?>(
            new("--keep") { HelpName = "all|best", Description = "Which seeds' models to keep, by their score in validation (default all)" }, text => text is "all" or "best" ? text : null, "is neither all nor best");
        keep.CompletionSources.Add("all", "best");
        var preset = CommonOptions.Parsed<string?>(
            new("--preset") { HelpName = OriginalPreset, Description = "The original's hyperparameters: 2^30 sequences in batches of 1024, seeds 0..4, checkpoints at powers of two" },
            text => text is OriginalPreset ? text : null, $"is no preset; there is {OriginalPreset}");
        preset.CompletionSources.Add(OriginalPreset);
        var checkpoints = CommonOptions.Parsed<string?>(
            new("--checkpoints") { HelpName = "none|powers-of-two", Description = "What to save before the end: nothing, or the initial weights and those after 2^20, 2^21 ... sequences (default none)" },
            text => text is "none" or "powers-of-two" ? text : null, "is neither none nor powers-of-two");
        checkpoints.CompletionSources.Add("none", "powers-of-two");
        var validation = CommonOptions.Count("--validation-sequences", "Sequences on which a model is scored where there is no exact method (default 2^24)");
        var threads = CommonOptions.WholeNumber("--threads", 1, "Threads of all seeds together (default: one per processor); changes seconds, never weights");
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Folder of the files (default trained)" };
        var force = new Option<bool>("--force") { Description = "Train anew what is already there" };
        var json = CommonOptions.Json();
        var command = new Command(
            "train", "Trains models like AlgZoo's and writes them as .pth and .safetensors, with their scores; goes on with what was interrupted.\n\nExample: algzoo train 2nd_argmax --hidden-size 4 --seq-len 3 --sequences 2^24 --seeds 0..15 --keep best")
        {
            task, hiddenSize, sequenceLength, sequences, batchSize, seed, seeds, keep, preset, checkpoints, validation, threads, output, force, json,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            bool isOriginal = parse.GetValue(preset) is not null;
            if (isOriginal && (parse.GetValue(sequences) is not null || parse.GetValue(batchSize) is not null))
            {
                throw new UserErrorException($"--preset {OriginalPreset} sets --sequences and --batch-size; leave them out.");
            }

            if (parse.GetValue(seed) is not null && parse.GetValue(seeds) is not null)
            {
                throw new UserErrorException("--seeds names all seeds; leave --seed out.");
            }

            var size = new TrainingRecipe { Task = parse.GetRequiredValue(task), HiddenSize = parse.GetRequiredValue(hiddenSize)!.Value, SequenceLength = parse.GetRequiredValue(sequenceLength)!.Value };
            var recipe = isOriginal ? TrainingSizes.Original(size) : TrainingSizes.Rescaled(size, parse.GetValue(sequences) ?? size.Sequences, parse.GetValue(batchSize) ?? size.BatchSize);
            TrainingSizes.Ensure(recipe);
            var plan = new TrainingPlan(
                recipe,
                parse.GetValue(seeds) ?? parse.GetValue(seed) ?? (isOriginal ? [0, 1, 2, 3, 4] : [0]),
                parse.GetValue(keep) is "best",
                parse.GetValue(checkpoints) is { } saved ? saved is "powers-of-two" : isOriginal,
                parse.GetValue(validation) ?? DefaultValidationSequences,
                parse.GetValue(threads) ?? Environment.ProcessorCount,
                parse.GetValue(output) ?? "trained",
                parse.GetValue(force));
            return Task.FromResult(Run(plan, parse.GetValue(json), cancellationToken));
        });
        return command;
    }

    private static int Run(TrainingPlan plan, bool asJson, CancellationToken cancellationToken)
    {
        var recipe = plan.Recipe;
        Terminal.Note(string.Create(CultureInfo.InvariantCulture,
            $"{recipe.Task.Name}, hidden size {recipe.HiddenSize}, sequence length {recipe.SequenceLength}: {recipe.Sequences:N0} sequences in batches of {recipe.BatchSize}, seeds {string.Join(", ", plan.Seeds)}, threads {plan.Threads}"));
        IReadOnlyList<SeedOutcome> outcomes;
        try
        {
            outcomes = new TrainingSession(plan).Run(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Terminal.Note($"interrupted: finished models and the states of the others were kept. The same command{(plan.Force ? " without --force" : "")} goes on.");
            return ExitCode.Interrupted;
        }

        if (asJson)
        {
            Terminal.WriteJson(CliJson.Serialize(Document(plan, outcomes), CliJson.Default.TrainDocument));
        }
        else
        {
            Print(plan, outcomes);
        }

        return outcomes.Any(outcome => outcome.Status == SeedEnd.Diverged) ? ExitCode.SomeCellsFailed : ExitCode.Success;
    }

    private static TrainDocument Document(TrainingPlan plan, IReadOnlyList<SeedOutcome> outcomes) => new(
        plan.Recipe.Task.Name, plan.Recipe.HiddenSize, plan.Recipe.SequenceLength, plan.Recipe.Sequences, plan.Recipe.BatchSize, plan.Folder,
        [
            .. outcomes.Select(outcome => new TrainedSeedDocument(
                outcome.Seed, outcome.Status, outcome.Record?.Validation.Quantity, outcome.Record?.Validation.Value, outcome.Record?.Validation.StandardError, outcome.Record?.TrainingLoss, outcome.Record?.Seconds,
                PathOf(plan, outcome))),
        ]);

    private static void Print(TrainingPlan plan, IReadOnlyList<SeedOutcome> outcomes)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("seed", QuantityNames.Of(plan.Recipe.Task.DefaultQuantity).Replace('-', ' '), "standard error", "training loss", "seconds", "file");
        foreach (var outcome in outcomes)
        {
            string[] cells = outcome.Record is { } record
                ? [Text(outcome.Seed, "0"), Text(record.Validation.Value, "0.000000"), record.Validation.StandardError == 0 ? "exact" : Text(record.Validation.StandardError, "0.0e0"), Text(record.TrainingLoss, "0.0000"), Text(record.Seconds, "0.0"), PathOf(plan, outcome) ?? "not kept"]
                : [Text(outcome.Seed, "0"), "diverged", "", "", "", ""];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        Terminal.Output.Write(table);
    }

    private static string? PathOf(TrainingPlan plan, SeedOutcome outcome) => outcome.Status is SeedEnd.Trained or SeedEnd.AlreadyThere
        ? new TrainingFiles(plan.Folder, plan.RecipeOf(outcome.Seed)).Safetensors(plan.Recipe.Steps)
        : null;

    private static string Text(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static Argument<SequenceTask> TaskArgument()
    {
        string[] names = CommonOptions.TaskNames;
        return new("task")
        {
            HelpName = "task",
            Description = $"The task: {string.Join(", ", names)}",
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                if (SequenceTask.TryParse(text, out var task))
                {
                    return task;
                }

                result.AddError(text.StartsWith('-') ? $"'{text}' is no option; --help shows all." : $"'{text}' is no task{NearestName.DidYouMean(text, names)}; there are {string.Join(", ", names)}.");
                return null!;
            },
        };
    }
}
