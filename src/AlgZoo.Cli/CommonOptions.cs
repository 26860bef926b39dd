using System.CommandLine;
using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    /// <summary>The names of all tasks.</summary>
    public static string[] TaskNames { get; } = [.. SequenceTask.All.Select(task => task.Name)];

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on standard output" };

    public static Option<string?> Task() => Completed(
        Parsed<string?>(
            new("--task") { HelpName = "task", Description = $"The task of a model file that does not tell it: {string.Join(", ", TaskNames)}" },
            text => SequenceTask.TryParse(text, out _) ? text : null,
            $"is no task; there are {string.Join(", ", TaskNames)}"),
        TaskNames);

    public static Option<string[]> Plugins()
    {
        var option = new Option<string[]>("--plugins")
        {
            Description = "A folder with plugins, or a plugin DLL; searched before ALGZOO_PLUGINS, ./plugins, the user's data folder and the plugins that ship (repeatable)",
            DefaultValueFactory = _ => [],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Select(token => token.Value).FirstOrDefault(path => !Path.Exists(path)) is { } missing)
            {
                result.AddError($"--plugins: '{missing}' does not exist.");
            }
        });
        return option;
    }

    public static Option<string?> BaseAddress() => Parsed<string?>(
        new("--base-address") { HelpName = "url", Description = $"Where to download the original zoo from (default: ALGZOO_BASE_ADDRESS, else {OriginalZoo.PublicAddress})" },
        text => OriginalZoo.TryParseAddress(text, out _) ? text : null,
        $"is no http or https address, such as {OriginalZoo.PublicAddress}");

    public static Option<long?> Count(string name, string description) => Parsed<long?>(
        new(name) { Description = description }, text => SuiteReader.TryParseCount(text, out long count) ? count : null, "is not a whole number of at least 1, such as 1e7");

    public static Option<int?> WholeNumber(string name, int minimum, string description) => Parsed<int?>(
        new(name) { Description = description },
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= minimum ? number : null,
        string.Create(CultureInfo.InvariantCulture, $"is not a whole number of at least {minimum}"));

    public static Option<ulong?> Seed(string description) => Parsed<ulong?>(
        new("--seed") { Description = description },
        text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : null,
        "is not a whole number from 0 to 2^64 - 1");

    public static Option<PluginIsolation?> Isolation(string description) => Completed(
        Parsed<PluginIsolation?>(
            new("--isolation") { HelpName = "process|none", Description = description },
            text => text switch { "process" => PluginIsolation.Process, "none" => PluginIsolation.None, _ => null },
            "is neither process nor none"),
        "process", "none");

    public static Option<double?> TimeLimit(string description) => Parsed<double?>(
        new("--time-limit") { Description = description },
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0 && seconds <= Suite.MaximumTimeLimit.TotalSeconds ? seconds : null,
        "is not a number of seconds above 0 and at most 604800, seven days");

    public static Option<Quantity?> Quantity() => Completed(
        Parsed<Quantity?>(
            new("--quantity") { HelpName = "quantity", Description = $"What to estimate: {QuantityNames.List} (default: the task's own)" },
            text => QuantityNames.TryParse(text, out var quantity) ? quantity : null, $"is no quantity; there are {QuantityNames.List}"),
        [.. Enum.GetValues<Quantity>().Select(QuantityNames.Of)]);

    public static Option<PriceTable?> PriceTable(string description)
    {
        string[] names = [.. AlgZoo.PriceTable.All.Select(table => table.Name)];
        var option = new Option<PriceTable?>("--price-table")
        {
            HelpName = string.Join('|', names),
            Description = description + "; `algzoo list price-tables` shows them",
        };
        option.CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            var table = AlgZoo.PriceTable.All.FirstOrDefault(table => string.Equals(table.Name, text, StringComparison.Ordinal));
            if (table is null)
            {
                result.AddError($"--price-table: '{text}' is no price table{NearestName.DidYouMean(text, names)}; there are {string.Join(", ", names)}.");
            }

            return table;
        };
        return Completed(option, names);
    }

    /// <summary>Refuses a misspelt option that would be taken for the argument.</summary>
    public static Argument<T> NoOption<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Select(token => token.Value).FirstOrDefault(text => text.StartsWith('-')) is { } option)
            {
                result.AddError($"'{option}' is no option; --help shows all.");
            }
        });
        return argument;
    }

    /// <summary>Says which values an option has, for a shell to complete: these instead of those that the parser would guess from its type.</summary>
    public static Option<T> Completed<T>(Option<T> option, params string[] values)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(values);
        return option;
    }

    /// <summary>Gives an option a parser with a message that names what is wrong.</summary>
    public static Option<T> Parsed<T>(Option<T> option, Func<string, T?> parse, string complaint)
    {
        option.CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (parse(text) is { } value)
            {
                return value;
            }

            result.AddError($"{option.Name}: '{text}' {complaint}.");
            return default!;
        };
        return option;
    }
}
