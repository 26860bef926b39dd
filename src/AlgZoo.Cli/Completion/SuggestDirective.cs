using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AlgZoo.Cli;

/// <summary>
/// <c>algzoo "[suggest:POSITION]" "LINE"</c>, which the scripts of `algzoo completion` call: prints what the word at a position of a command line can become. The directive of the parser's own library suggests values for
/// flags and nothing behind an equals sign.
/// </summary>
internal static class SuggestDirective
{
    public static Directive Create()
    {
        var directive = new Directive("suggest");
        directive.Action = new SuggestAction(directive);
        return directive;
    }

    /// <summary>What the last word of a line can become.</summary>
    /// <param name="line">The line from the name of the program up to the cursor.</param>
    /// <returns>Whole words that begin with what is there of it, in the order of the parser.</returns>
    public static IEnumerable<string> Suggest(string line)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(line)];
        bool isNew = words.Length < 2 || char.IsWhiteSpace(line[^1]);
        string word = isNew ? "" : words[^1];
        // Behind an option's equals sign its value is completed, and the word keeps what is before it.
        int equals = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) + 1 : 0;
        string[] earlier = [.. words.Skip(1).SkipLast(isNew ? 0 : 1), .. equals > 0 ? [word[..(equals - 1)]] : Array.Empty<string>()];
        string kept = word[..equals];
        string rest = word[equals..];
        var root = CommandTree.Create();
        var parse = root.Parse(earlier);
        if (parse.CommandResult.Command.Subcommands.Count > 0 && parse.UnmatchedTokens.Count > 0)
        {
            // Behind what is no verb.
            return [];
        }

        string[] flags = [.. parse.CommandResult.Command.Options.Where(option => option.ValueType == typeof(bool)).Select(option => option.Name)];
        // From text, not from words: only then does the library know that an option waits for its value.
        string text = string.Concat(earlier.Where(other => !flags.Contains(other, StringComparer.Ordinal)).Select(other => $"\"{other}\" ")) + rest;
        return root.Parse(text).GetCompletions(text.Length)
            .Select(item => item.InsertText ?? item.Label)
            .Where(suggestion => suggestion.StartsWith(rest, StringComparison.Ordinal) && IsOffered(suggestion, rest))
            .Select(suggestion => kept + suggestion)
            .Distinct(StringComparer.Ordinal);
    }

    // Options where one has been begun, by their long names; everything else where none has.
    private static bool IsOffered(string text, string word) => word.StartsWith('-') ? text.StartsWith("--", StringComparison.Ordinal) : text.Length > 0 && text[0] is not ('-' or '/');

    private sealed class SuggestAction(Directive directive) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            string line = parseResult.Tokens is [.., { Type: not TokenType.Directive } last] ? last.Value : "";
            string? position = parseResult.GetResult(directive) is { Values: [var value, ..] } ? value : null;
            int end = int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? Math.Min(given, line.Length) : line.Length;
            foreach (string suggestion in Suggest(line[..end]))
            {
                Terminal.WriteLine(suggestion);
            }

            return ExitCode.Success;
        }
    }
}
