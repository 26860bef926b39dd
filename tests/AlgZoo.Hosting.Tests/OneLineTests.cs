namespace AlgZoo.Hosting.Tests;

public sealed class OneLineTests
{
    [TestCase(null, "")]
    [TestCase(" \r\n a\tb\u0007\u2028 c \n", "a b c")]
    [TestCase("unchanged", "unchanged")]
    public void White_space_and_control_characters_become_single_spaces(string? text, string line) => Assert.That(OneLine.Of(text), Is.EqualTo(line));

    [Test]
    public void Long_text_is_cut()
    {
        Assert.That(OneLine.Of(new string('x', OneLine.MaximumLength)), Is.EqualTo(new string('x', OneLine.MaximumLength)));
        Assert.That(OneLine.Of(new string('x', 1_000_000)), Has.Length.EqualTo(OneLine.MaximumLength).And.EndsWith("x..."));
    }
}
