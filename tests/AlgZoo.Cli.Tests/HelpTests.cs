namespace AlgZoo.Cli.Tests;

public sealed class HelpTests
{
    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [TestCase("run")]
    [TestCase("truth")]
    [TestCase("inspect")]
    [TestCase("surprise")]
    [TestCase("list")]
    [TestCase("list estimators")]
    [TestCase("list models")]
    [TestCase("list suites")]
    [TestCase("list tasks")]
    [TestCase("list price-tables")]
    [TestCase("list checks")]
    [TestCase("report")]
    [TestCase("compare")]
    [TestCase("leaderboard")]
    [TestCase("merge")]
    [TestCase("new")]
    [TestCase("new estimator")]
    [TestCase("validate")]
    [TestCase("meter")]
    [TestCase("train")]
    [TestCase("zoo")]
    [TestCase("zoo pull")]
    [TestCase("zoo list")]
    [TestCase("zoo verify")]
    [TestCase("zoo table")]
    [TestCase("doctor")]
    [TestCase("completion")]
    [TestCase("help")]
    public void Every_verb_shows_an_example_and_no_endless_line(string verb)
    {
        var help = _algzoo.Run([.. verb.Split(' '), "--help"]).EndsWith(0);

        Assert.That(help.Output, Does.Contain($"Example: algzoo {verb}").And.Contains("Usage:"));
        // A value is named, whatever there is to complete: models and estimators would fill the screen.
        Assert.That(help.Output.Split('\n').Select(line => line.Length), Has.All.LessThan(300));
    }

    [Test]
    public void The_version_is_a_version() => Assert.That(_algzoo.Run("--version").EndsWith(0).Output, Does.Match(@"^\d+\.\d+\.\d+"));

    [Test]
    public void Without_a_verb_the_verbs_are_shown_but_not_as_data()
    {
        var result = _algzoo.Run().EndsWith(1);

        Assert.That(result.Output, Is.Empty);
        Assert.That(result.Error, Does.Contain("run").And.Contains("truth").And.Contains("inspect").And.Contains("list"));
    }
}
