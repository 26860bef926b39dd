using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using AlgZoo.Tests.Support;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AlgZoo.Cli.Tests;

/// <summary>Every command line of algzoo's in the documentation is one that the parser accepts. Nothing is executed.</summary>
public sealed partial class DocumentedCommandTests
{
    private static string[] Pages =>
    [
        "README.md",
        .. Directory.GetFiles(Path.Combine(OriginalModels.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(OriginalModels.RepositoryRoot, path))
            .Order(StringComparer.Ordinal),
    ];

    [TestCaseSource(nameof(Pages))]
    public void Its_commands_are_right(string page)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var (line, isMention) in Commands(page))
            {
                Assert.That(Mistakes(line).Where(mistake => !isMention || !IsOmission(mistake)), Is.Empty, line);
            }
        }
    }

    [Test]
    public void Commands_are_found() => Assert.That(Pages.Sum(page => Commands(page).Count()), Is.GreaterThan(50));

    [TestCase("run quick --draws 4")]
    [TestCase("run --estimator NAME --draws N")]
    [TestCase("zoo pull REF... [--force]")]
    [TestCase("run --plugins no/such/folder")]
    public void A_right_command_passes(string line) => Assert.That(Mistakes(line), Is.Empty);

    [TestCase("rum quick")]
    [TestCase("run quick --no-such-option")]
    [TestCase("run --draws many")]
    [TestCase("run --draws N --no-such-option")]
    [TestCase("zoo pul REF")]
    [TestCase("truth")]
    public void A_wrong_command_is_noticed(string line) => Assert.That(Mistakes(line), Is.Not.Empty);

    [TestCase("algzoo run", "run")]
    [TestCase("$ algzoo run > out.txt  # runs", "run")]
    [TestCase("A=1 algzoo run | head && algzoo list tasks", "run", "list tasks")]
    [TestCase("dotnet run --project src/AlgZoo.Cli -c Release -- truth handcrafted:2", "truth handcrafted:2")]
    [TestCase("source <(algzoo completion bash)", "completion bash")]
    [TestCase("algzoo truth \"$(algzoo list models | head -1)\"", "truth $", "list models")]
    [TestCase("dotnet artifacts/bin/AlgZoo.Cli/release/algzoo.dll doctor", "doctor")]
    [TestCase("algzoo: no such file")]
    [TestCase("dotnet build")]
    public void Commands_are_found_in_a_line(string line, params string[] commands) => Assert.That(CommandsOf(line), Is.EqualTo(commands));

    // A sentence about `algzoo truth` need not say of which model.
    private static bool IsOmission(string mistake) => mistake.StartsWith("Required argument ", StringComparison.Ordinal) || mistake.EndsWith(" is required.", StringComparison.Ordinal);

    private static IEnumerable<(string Line, bool IsMention)> Commands(string page)
    {
        var document = Markdown.Parse(File.ReadAllText(Path.Combine(OriginalModels.RepositoryRoot, page)), new MarkdownPipelineBuilder().UsePipeTables().Build());
        var blocks = document.Descendants<CodeBlock>().SelectMany(block => block.Lines.ToString().Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'));
        var inlines = document.Descendants<CodeInline>().Select(inline => inline.Content.Replace("\\|", "|", StringComparison.Ordinal));
        return blocks.SelectMany(CommandsOf).Select(line => (line, false)).Concat(inlines.SelectMany(CommandsOf).Select(line => (line, true)));
    }

    // What follows the name of the program, in every command of a line of a shell.
    private static IEnumerable<string> CommandsOf(string line) =>
        Separator().Split(Substitution().Replace(Comment().Replace(line, ""), "$;"))
            .Select(command => Program().Match(Redirection().Replace(command, "").Trim().TrimEnd(')', '"')))
            .Where(match => match.Success)
            .Select(match => match.Groups["arguments"].Value.Trim());

    // Of a line with placeholders, only the verb and the names of the options can be checked.
    private static IEnumerable<string> Mistakes(string line)
    {
        var root = CommandTree.Create();
        string[] words = [.. CommandLineParser.SplitCommandLine(line)];
        if (!words.Any(Placeholder().IsMatch))
        {
            // Folders in examples need not exist.
            return root.Parse(words).Errors.Select(error => error.Message).Where(message => !message.EndsWith("does not exist.", StringComparison.Ordinal));
        }

        System.CommandLine.Command command = root;
        foreach (string word in words.TakeWhile(word => !word.StartsWith('-') && !Placeholder().IsMatch(word)))
        {
            if (command.Subcommands.Count > 0)
            {
                command = command.Subcommands.FirstOrDefault(verb => verb.Name == word) ?? root;
            }
        }

        string[] names = [.. command.Options.Select(option => option.Name), "--help"];
        return words.Select(word => word.Trim('[', ']').Split('=')[0]).Where(word => word.StartsWith("--", StringComparison.Ordinal) && !names.Contains(word, StringComparer.Ordinal))
            .Concat(command == root && !Placeholder().IsMatch(words[0]) && !words[0].StartsWith('-') ? [$"There is no verb '{words[0]}'."] : [])
            .Concat(command != root && command.Subcommands.Count > 0 && words.Length > 1 && !Placeholder().IsMatch(words[1]) ? [$"There is no verb '{words[1]}' of '{command.Name}'."] : []);
    }

    [GeneratedRegex(@"\s*(?:&&|\|\||;|\s\|\s)\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separator();

    // Stays as a placeholder in the command around it, and begins another one.
    [GeneratedRegex(@"""?[$<]\(", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Substitution();

    [GeneratedRegex(@"(?:^|\s)#\s.*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s\d?>>?\s?\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Redirection();

    [GeneratedRegex(@"^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:algzoo|dotnet run --project src/AlgZoo\.Cli -c Release --|dotnet \S*/algzoo\.dll)\s(?<arguments>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Program();

    // N, DIR, PLUGIN.dll, REF..., [--json], one|other, ..., $variable, "<(".
    [GeneratedRegex(@"^[A-Z][A-Z0-9_]*(?:\.|$)|\.\.\.|[\[\]|$<(){}…]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
