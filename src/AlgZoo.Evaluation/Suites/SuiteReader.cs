using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlgZoo.Evaluation;

/// <summary>Reads suite files (YAML). Every mistake is a <see cref="SuiteException"/> with line and column.</summary>
public static class SuiteReader
{
    /// <summary>Largest suite text that is accepted, in characters or bytes.</summary>
    public const int MaximumLength = 1 << 18;

    // 2^59 is the largest power of two that is a count, being below 1e18.
    private const int LargestExponent = 59;

    private static readonly string[] SuiteKeys = ["name", "summary", "models", "noise", "draws", "budgets", "truth", "estimators", "advice", "quantity", "seed", "time-limit", "memory-limit"];

    /// <summary>Reads a suite file.</summary>
    /// <param name="path">Path of a YAML file.</param>
    /// <returns>The suite, validated.</returns>
    /// <exception cref="SuiteException">The file cannot be read, is larger than <see cref="MaximumLength"/> or is no suite.</exception>
    public static Suite ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string yaml;
        try
        {
            using var reader = new StreamReader(path);
            char[] text = new char[MaximumLength + 1];
            yaml = new string(text, 0, reader.ReadBlock(text));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SuiteException($"{path}: the suite file cannot be read. {exception.Message}");
        }

        return Read(yaml, path);
    }

    /// <summary>Reads a suite.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">What to call the text in messages, usually its file name.</param>
    /// <returns>The suite, validated.</returns>
    /// <exception cref="SuiteException">The text is no suite; the message gives line and column.</exception>
    public static Suite Read(string yaml, string source)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(source);
        if (yaml.Length > MaximumLength)
        {
            throw new SuiteException(string.Create(CultureInfo.InvariantCulture, $"{source}: a suite has at most {MaximumLength} characters."));
        }

        var stream = new YamlStream();
        try
        {
            stream.Load(new PlainYamlParser(new Parser(new StringReader(yaml))));
        }
        catch (YamlException exception)
        {
            throw Error(source, exception.Start, exception.InnerException?.Message ?? exception.Message);
        }

        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? new Document(source).ReadSuite(root)
            : throw Error(source, stream.Documents.LastOrDefault()?.RootNode.Start ?? new Mark(0, 1, 1), $"A suite file is one mapping with the keys {string.Join(", ", SuiteKeys)}.");
    }

    /// <summary>Reads budgets as the command line writes them: <c>1e4,1e5</c> or decades <c>1e4..1e8</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="budgets">The budgets, ascending and distinct.</param>
    /// <returns>Whether the text could be read.</returns>
    public static bool TryParseBudgets(string text, out IReadOnlyList<long> budgets)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parsed = new SortedSet<long>();
        budgets = [];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split("..", StringSplitOptions.TrimEntries) is [var start, var end])
            {
                if (!TryParseCount(start, out long first) || !TryParseCount(end, out long last) || first > last)
                {
                    return false;
                }

                for (decimal budget = first; budget <= last; budget *= 10)
                {
                    parsed.Add((long)budget);
                }
            }
            else if (TryParseCount(part, out long budget))
            {
                parsed.Add(budget);
            }
            else
            {
                return false;
            }
        }

        budgets = [.. parsed];
        return true;
    }

    /// <summary>Reads a whole number of at least 1 that may be written with an exponent, such as <c>1e8</c>, or as a power of two, such as <c>2^26</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">The number, from 1 to 1e18.</param>
    /// <returns>Whether the text is such a number.</returns>
    public static bool TryParseCount(string? text, out long count)
    {
        count = 0;
        if (text?.StartsWith("2^", StringComparison.Ordinal) == true)
        {
            bool isPower = int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int exponent) && exponent <= LargestExponent;
            count = isPower ? 1L << exponent : 0;
            return isPower;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal value)
            || value != decimal.Truncate(value) || value is < 1 or > 1_000_000_000_000_000_000)
        {
            return false;
        }

        count = (long)value;
        return true;
    }

    private static SuiteException Error(string source, Mark mark, string message) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{source}, line {mark.Line}, column {mark.Column}: {message.ReplaceLineEndings(" ")}"));

    private sealed class Document(string source)
    {
        public Suite ReadSuite(YamlMappingNode root)
        {
            var keys = Keys(root, SuiteKeys);
            var suite = new Suite
            {
                Name = keys.TryGetValue("name", out var name) ? Text(name) : throw Error(source, root.Start, "The key 'name' is missing."),
                Models = keys.TryGetValue("models", out var models) ? [.. Items(models).Select(Choice)] : throw Error(source, root.Start, "The key 'models' is missing."),
            };
            foreach (var (key, value) in keys)
            {
                suite = key switch
                {
                    "summary" => suite with { Summary = Text(value) },
                    "noise" => suite with { Noise = Noise(value) },
                    "draws" => suite with { Draws = (int)Count(value, 1, Suite.MaximumDraws) },
                    "budgets" => suite with { Budgets = Budgets(value) },
                    "truth" => suite with { TruthSamples = TruthSamples(value) },
                    "estimators" => suite with { Estimators = [.. Items(value).Select(Text)] },
                    "advice" => suite with { Advice = Flag(value) },
                    "quantity" => suite with { Quantity = ReadQuantity(value) },
                    "seed" => suite with { Seed = Seed(value) },
                    "time-limit" => suite with { TimeLimit = TimeLimit(value) },
                    "memory-limit" => suite with { MemoryLimit = (int)Count(value, Suite.MinimumMemoryLimit, Suite.MaximumMemoryLimit) },
                    _ => suite,
                };
            }

            try
            {
                suite.Validate();
            }
            catch (SuiteException exception)
            {
                throw Error(source, root.Start, exception.Message);
            }

            return suite;
        }

        private bool Flag(YamlNode node) => Text(node) switch
        {
            "true" => true,
            "false" => false,
            var text => throw Error(source, node.Start, $"'{text}' is neither true nor false."),
        };

        private ModelChoice Choice(YamlNode node) => new(node is YamlSequenceNode ? [.. Items(node).Select(Text)] : [Text(node)]);

        private NoiseSpecification Noise(YamlNode node)
        {
            NoiseSpecification? noise;
            string? error;
            if (node is YamlMappingNode mapping)
            {
                var keys = Keys(mapping, ["kind", "sigma", "drop"]);
                string kind = keys.TryGetValue("kind", out var kindNode) ? Text(kindNode) : throw Error(source, node.Start, "The noise needs a 'kind': relative, additive, auto or none.");
                bool isAuto = string.Equals(kind, "auto", StringComparison.Ordinal);
                if (keys.TryGetValue(isAuto ? "sigma" : "drop", out var misplaced))
                {
                    throw Error(source, misplaced.Start, isAuto ? "Noise of kind auto has a 'drop', not a 'sigma'." : $"Noise of kind {kind} has a 'sigma', not a 'drop'.");
                }

                double? value = keys.TryGetValue(isAuto ? "drop" : "sigma", out var valueNode) ? Number(valueNode) : null;
                return NoiseSpecification.TryCreate(kind, value, out noise, out error) ? noise : throw Error(source, node.Start, error);
            }

            return NoiseSpecification.TryParse(Text(node), out noise, out error) ? noise : throw Error(source, node.Start, error);
        }

        private IReadOnlyList<long> Budgets(YamlNode node)
        {
            if (node is YamlScalarNode)
            {
                return TryParseBudgets(Text(node), out var decades) ? decades : throw Error(source, node.Start, $"'{Text(node)}' is no list of budgets, such as [ 1e4, 1e5 ] or 1e4..1e8.");
            }

            long[] budgets = [.. Items(node).Select(item => Count(item, 1, Suite.MaximumBudget)).Order()];
            return budgets.Distinct().Count() == budgets.Length ? budgets : throw Error(source, node.Start, "A budget is named twice.");
        }

        private long? TruthSamples(YamlNode node)
        {
            if (node is YamlMappingNode mapping)
            {
                return Keys(mapping, ["samples"]).TryGetValue("samples", out var samples) ? TruthSamples(samples) : null;
            }

            return string.Equals(Text(node), "auto", StringComparison.Ordinal) ? null : Count(node, Suite.MinimumTruthSamples, Suite.MaximumTruthSamples);
        }

        private Quantity ReadQuantity(YamlNode node) => QuantityNames.TryParse(Text(node), out var quantity)
            ? quantity
            : throw Error(source, node.Start, $"'{Text(node)}' is no quantity; there are {QuantityNames.List}.");

        private ulong Seed(YamlNode node) => ulong.TryParse(Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw Error(source, node.Start, $"'{Text(node)}' is no seed; a seed is a whole number from 0 to {ulong.MaxValue}.");

        private double Number(YamlNode node) =>
            double.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && Math.Abs(number) < 1e9
                ? number
                : throw Error(source, node.Start, $"'{Text(node)}' is not a number in range.");

        private TimeSpan TimeLimit(YamlNode node) => Number(node) is > 0 and var seconds && TimeSpan.FromSeconds(seconds) is var limit && limit > TimeSpan.Zero && limit <= Suite.MaximumTimeLimit
            ? limit
            : throw Error(source, node.Start, string.Create(CultureInfo.InvariantCulture, $"'{Text(node)}' is no time limit; it is given in seconds, above 0 and at most {Suite.MaximumTimeLimit.TotalSeconds}."));

        private long Count(YamlNode node, long minimum, long maximum) => TryParseCount(Text(node), out long count) && count >= minimum && count <= maximum
            ? count
            : throw Error(source, node.Start, string.Create(CultureInfo.InvariantCulture, $"'{Text(node)}' is not a whole number from {minimum} to {maximum}."));

        private string Text(YamlNode node) => node is YamlScalarNode { Value: { Length: > 0 } value } ? value : throw Error(source, node.Start, "A single value is expected here.");

        private IEnumerable<YamlNode> Items(YamlNode node) => node is YamlSequenceNode { Children.Count: > 0 } sequence ? sequence.Children : throw Error(source, node.Start, "A list is expected here, for example [ a, b ].");

        private Dictionary<string, YamlNode> Keys(YamlMappingNode mapping, string[] known)
        {
            var keys = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
            foreach (var (keyNode, value) in mapping.Children)
            {
                string key = Text(keyNode);
                if (!known.Contains(key, StringComparer.Ordinal))
                {
                    throw Error(source, keyNode.Start, $"Unknown key '{key}'{NearestName.DidYouMean(key, known)}; there are {string.Join(", ", known)}.");
                }

                if (!keys.TryAdd(key, value))
                {
                    throw Error(source, keyNode.Start, $"The key '{key}' is there twice.");
                }
            }

            return keys;
        }
    }
}
