using System.CommandLine;
using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary><c>algzoo help [VERB|TOPIC]</c>: the documentation, read in the terminal.</summary>
internal static class HelpCommand
{
    // Longer lines are hard to read.
    private const int LongestLine = 100;

    public static Command Create()
    {
        var words = CommonOptions.NoOption(new Argument<string[]>("topic")
        {
            HelpName = "topic",
            Description = "A verb (zoo pull), a page of the documentation (scores) or an estimator that ships (order-sobol); a page with the name of a verb is written with .md (zoo.md)",
            Arity = ArgumentArity.ZeroOrMore,
        });
        words.CompletionSources.Add(_ => Names().Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        var json = CommonOptions.Json();
        var command = new Command("help", "The documentation: without a topic its pages, with one the page; through PAGER where it is longer than the terminal.\n\nExample: algzoo help scores") { words, json };
        command.SetAction(parse =>
        {
            string[] topic = parse.GetValue(words)!;
            if (parse.GetValue(json))
            {
                WriteJson(topic);
                return ExitCode.Success;
            }

            if (topic.Length > 0 && Verb(topic) is not null)
            {
                return CommandTree.Create().Parse([.. topic, "--help"]).Invoke();
            }

            Pager.Show(topic.Length == 0 ? Index() : TerminalPage.Render(HelpTopic.Find(string.Join(' ', topic), Verbs()).Markdown, Width));
            return ExitCode.Success;
        });
        return command;
    }

    private static int Width => Math.Min(Terminal.Output.Profile.Width, LongestLine);

    private static IEnumerable<string> Verbs() => CommandTree.Create().Subcommands.Select(verb => verb.Name);

    // A page with the name of a verb is written with its extension.
    private static IEnumerable<string> Names()
    {
        string[] verbs = [.. Verbs()];
        return verbs.Concat(HelpTopic.All.Select(topic => TypedName(topic, verbs)));
    }

    private static string TypedName(HelpTopic topic, string[] verbs) => verbs.Contains(topic.Name, StringComparer.Ordinal) ? topic.Name + ".md" : topic.Name;

    private static Command? Verb(IEnumerable<string> words) =>
        words.Aggregate((Command?)CommandTree.Create(), (command, word) => command?.Subcommands.FirstOrDefault(verb => string.Equals(verb.Name, word, StringComparison.Ordinal)));

    private static IReadOnlyList<StyledText> Index()
    {
        string[] verbs = [.. Verbs()];
        var pages = HelpTopic.All.Where(topic => !topic.IsEstimator).Select(topic => (IReadOnlyList<StyledText>)[StyledText.Of(TypedName(topic, verbs), TextStyle.Code), StyledText.Of(topic.Title)]);
        string estimators = string.Join(", ", HelpTopic.All.Where(topic => topic.IsEstimator).Select(topic => topic.Name));
        return
        [
            .. TableLayout.Lines([[StyledText.Of("page", TextStyle.Bold), StyledText.Of("what it is about", TextStyle.Bold)], .. pages], Width),
            new(),
            .. StyledText.Of("Estimators that ship: ", TextStyle.Bold).Add(estimators).Wrap(Width),
            new(),
            .. StyledText.Of("`algzoo help PAGE` shows a page, `algzoo help VERB` the options of a verb: " + string.Join(", ", verbs) + ".").Wrap(Width),
        ];
    }

    private static void WriteJson(string[] topic)
    {
        if (topic.Length == 0)
        {
            Terminal.WriteJson(CliJson.Serialize(new HelpTopicsDocument([.. HelpTopic.All.Select(page => new HelpTopicDocument(page.Name, page.Title))]), CliJson.Default.HelpTopicsDocument));
        }
        else
        {
            var page = HelpTopic.Find(string.Join(' ', topic), verbs: []);
            Terminal.WriteJson(CliJson.Serialize(new HelpPageDocument(page.Name, page.Title, page.Markdown), CliJson.Default.HelpPageDocument));
        }
    }
}
