namespace AlgZoo.Reporting.Tests;

public sealed class HtmlTests
{
    [Test]
    public void Holes_are_text_and_literals_are_markup()
    {
        const string Hostile = "</b>\"'&<script>";

        Html markup = $"<b title=\"{Hostile}\">{Hostile}</b>";

        Assert.That(markup.ToString(), Is.EqualTo("<b title=\"&lt;/b&gt;&quot;&#x27;&amp;&lt;script&gt;\">&lt;/b&gt;&quot;&#x27;&amp;&lt;script&gt;</b>"));
    }

    [Test]
    public void Markup_in_a_hole_stays_markup()
    {
        Html inner = $"<i>{"&"}</i>";

        Html outer = $"<b>{inner}{new[] { inner, Html.Text("<") }}{Html.None}</b>";

        Assert.That(outer.ToString(), Is.EqualTo("<b><i>&amp;</i><i>&amp;</i>&lt;</b>"));
    }

    [Test]
    [SetCulture("ar-SA")]
    public void Numbers_are_the_same_under_every_culture()
    {
        Html markup = $"{-1234567L}";

        Assert.That(markup.ToString(), Is.EqualTo("-1234567"));
    }

    [Test]
    public void Letters_of_any_language_stay_readable() => Assert.That(Html.Text("σ √ é 中").ToString(), Is.EqualTo("σ √ é 中"));

    [Test]
    public void Attributes_are_encoded_and_flags_need_no_value()
    {
        Html markup = $"<p{Html.Attributes(("data-a", "\"x\""), ("data-b", null))}{Html.Flag("hidden", true)}{Html.Flag("open", false)}/>";

        Assert.That(markup.ToString(), Is.EqualTo("<p data-a=\"&quot;x&quot;\" data-b=\"\" hidden=\"\"/>"));
    }
}
