using System.CommandLine;
using System.CommandLine.Parsing;
using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on standard output" };

    public static Option<string?> Task() => Parsed<string?>(
        new("--task") { Description = $"The task of a model file that does not tell it: {string.Join(", ", SequenceTask.All.Select(task => task.Name))}" },
        text => SequenceTask.TryParse(text, out _) ? text : null,
        $"is no task; there are {string.Join(", ", SequenceTask.All.Select(task => task.Name))}");

    public static Option<string[]> Plugins() => new("--plugins")
    {
        Description = "A folder with plugins, or a plugin DLL; searched before ALGZOO_PLUGINS, ./plugins, the user's data folder and the plugins that ship (repeatable)",
        DefaultValueFactory = _ => [],
    };

    public static Option<long?> Count(string name, string description) => Parsed<long?>(
        new(name) { Description = description }, text => SuiteReader.TryParseCount(text, out long count) ? count : null, "is not a whole number of at least 1, such as 1e7");

    public static Option<Quantity?> Quantity() => Parsed<Quantity?>(
        new("--quantity") { Description = $"What to estimate: {QuantityNames.List} (default: the task's own)" },
        text => QuantityNames.TryParse(text, out var quantity) ? quantity : null, $"is no quantity; there are {QuantityNames.List}");

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

    /// <summary>Refuses numbers below a minimum.</summary>
    public static Option<int?> AtLeast(int minimum, Option<int?> option)
    {
        option.Validators.Add(result => EnsureAtLeast(result, option.Name, minimum));
        return option;
    }

    private static void EnsureAtLeast(OptionResult result, string name, int minimum)
    {
        if (result.GetValueOrDefault<int?>() < minimum)
        {
            result.AddError(FormattableString.Invariant($"{name} must be at least {minimum}."));
        }
    }
}
