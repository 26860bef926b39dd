namespace AlgZoo.Cli.Tests;

/// <summary>Markdown as a terminal shows it.</summary>
public sealed class TerminalPageTests
{
    [TestCase("# A *title*\n\nSome\nwords.", "A title", "", "   Some words.")]
    [TestCase("one two three four five six seven", "   one two three", "   four five six", "   seven")]
    [TestCase("a [link](other.md), <https://example.org> and `code`", "   a link,", "   <https://example.", "   org> and code")]
    [TestCase("- one two three four five\n- six", "   - one two three", "     four five", "   - six")]
    [TestCase("3. three\n4. four", "   3. three", "   4. four")]
    [TestCase("- one\n\n      code\n- two", "   - one", "", "         code", "", "   - two")]
    [TestCase("```sh\na  long line of code, never wrapped\n```", "       a  long line of code, never wrapped")]
    [TestCase("text\n\n<!-- file: A.cs -->\n```csharp\nx\n```", "   text", "", "       x")]
    [TestCase("| a | b |\n|---|---|\n| `x\\|y` | some words here |", "   a    b", "   ---  ------------", "   x|y  some words", "        here")]
    [TestCase("![a plot](plot.svg)", "   (picture: a plot)")]
    public void Markdown_becomes_lines(string markdown, params string[] lines) =>
        Assert.That(TerminalPage.Render(markdown, 20).Select(line => line.ToString()), Is.EqualTo(lines));

    [Test]
    public void Styles_become_escape_codes_that_end_with_the_line() =>
        Assert.That(
            TerminalPage.Render("# T\n\na **b c** *d* `e f`", 20).Select(line => line.ToAnsi()),
            Is.EqualTo(new[] { "\e[0;1mT\e[0m", "", "   a \e[0;1mb c\e[0m \e[0;4md\e[0m \e[0;36me f\e[0m" }));
}
