using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AlgZoo.Reporting.Tests;

public sealed partial class ChartStyleTests
{
    // WCAG 2.2, success criterion 1.4.3. Hues colour text too.
    private const double TextContrast = 4.5;

    // Success criterion 1.4.11.
    private const double GraphicContrast = 3;

    [TestCase(ChartStyle.LightProperties)]
    [TestCase(ChartStyle.DarkProperties)]
    public void Text_and_lines_stand_out_from_the_surface(string properties)
    {
        var colours = Property().Matches(properties).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["colour"].Value);
        double surface = Luminance(colours["surface"]);

        foreach (string text in Enumerable.Range(0, ChartStyle.Hues).Select(hue => $"series-{hue}").Append("ink").Append("muted"))
        {
            Assert.That(Contrast(Luminance(colours[text]), surface), Is.GreaterThanOrEqualTo(TextContrast), text);
        }

        Assert.That(Contrast(Luminance(colours["axis"]), surface), Is.GreaterThanOrEqualTo(GraphicContrast));
    }

    [Test]
    public void Both_surfaces_define_the_same_colours() =>
        Assert.That(Names(ChartStyle.LightProperties), Is.EqualTo(Names(ChartStyle.DarkProperties)).And.SupersetOf(Enumerable.Range(0, ChartStyle.Hues).Select(hue => $"series-{hue}")));

    [Test]
    public void Every_hue_has_a_class_and_braces_match()
    {
        Assert.That(Enumerable.Range(0, ChartStyle.Hues).Select(hue => ChartStyle.Css.IndexOf($".hue-{hue}{{--hue:var(--series-{hue})}}", StringComparison.Ordinal)), Is.All.Positive);
        Assert.That(ChartStyle.Css.Count(c => c == '{'), Is.EqualTo(ChartStyle.Css.Count(c => c == '}')));
        Assert.That(ChartStyle.Css, Does.Not.Contain("<").And.Not.Contains("url(").And.Not.Contains("@import"));
    }

    [Test]
    public void Sixteen_estimators_differ_without_colour_and_sixty_four_with_it()
    {
        SeriesStyle[] styles = [.. SeriesStyle.Of(RunReport.Of(SampleRuns.Large(estimators: 64, budgets: 1, draws: 2))).Values];

        Assert.That(styles.Take(16).Select(style => (style.Marker, style.IsHollow)), Is.Unique);
        Assert.That(styles.Select(style => (style.Hue, style.Marker, style.IsHollow)), Is.Unique);
        Assert.That(styles.Select(style => style.Hue), Is.All.InRange(0, ChartStyle.Hues - 1));
    }

    [Test]
    public void Estimators_with_advice_have_dashed_lines()
    {
        var report = RunReport.Of(SampleRuns.Small);
        var styles = SeriesStyle.Of(report);

        Assert.That(report.Estimators.Select(estimator => styles[estimator.Id].CssClasses.Contains("advice", StringComparison.Ordinal)), Is.EqualTo(report.Estimators.Select(estimator => estimator.Info.UsesAdvice)));
    }

    [Test]
    public void A_swatch_shows_line_and_marker_and_is_silent()
    {
        var swatch = XElement.Parse(new SeriesStyle(3, Marker.All[1], IsHollow: true, UsesAdvice: true).Swatch());

        Assert.That((string?)swatch.Attribute("aria-hidden"), Is.EqualTo("true"));
        Assert.That((string?)swatch.Elements().Single().Attribute("class"), Is.EqualTo("hue-3 hollow advice"));
        Assert.That(swatch.Descendants().Select(element => (string?)element.Attribute("class")), Does.Contain("line").And.Contains("point"));
    }

    private static IEnumerable<string> Names(string properties) => Property().Matches(properties).Select(match => match.Groups["name"].Value);

    // https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    private static double Luminance(string colour)
    {
        double[] channels = [.. Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }

    [GeneratedRegex("--(?<name>[a-z0-9-]+):(?<colour>#[0-9a-f]{6});", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Property();
}
