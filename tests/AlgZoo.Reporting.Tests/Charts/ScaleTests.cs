using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Reporting.Tests;

public sealed class ScaleTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(new Replay(new Rnd(1), 100));

    // A range of up to 30 decades, or much less than one.
    private static readonly Gen<(double Low, double High)> PositiveRanges =
        from low in Gen.Choose(-2000, 1000)
        from decades in Gen.OneOf(Gen.Choose(1, 3000), Gen.Choose(0, 40))
        select (Math.Pow(10, low / 100.0), Math.Pow(10, (low + decades) / 100.0));

    private static readonly Gen<(double Low, double High)> Ranges =
        from low in Gen.Choose(-100_000, 100_000)
        from width in Gen.Choose(1, 100_000)
        from exponent in Gen.Choose(-12, 6)
        select (low * Math.Pow(10, exponent), (low + width) * Math.Pow(10, exponent));

    [Test]
    public void A_logarithmic_scale_holds_its_values_and_keeps_their_order() => Check.One(Quick, Prop.ForAll(PositiveRanges.ToArbitrary(), range =>
    {
        var scale = LogScale.Over(range);
        double middle = Math.Sqrt(range.Low * range.High);
        return scale.Low < range.Low && range.High < scale.High
            && 0 < scale.Fraction(range.Low) && scale.Fraction(range.High) < 1
            && Math.Abs(scale.Fraction(middle) - ((scale.Fraction(range.Low) + scale.Fraction(range.High)) / 2)) < 1e-9;
    }));

    [Test]
    public void The_ticks_of_a_logarithmic_scale_lie_inside_in_order_and_at_least_two_have_labels() =>
        Check.One(Quick, Prop.ForAll(PositiveRanges.ToArbitrary(), Gen.Choose(2, 12).ToArbitrary(), (range, atMost) => TicksAreRight(LogScale.Over(range), atMost, slack: 4)));

    [Test]
    public void The_ticks_of_a_linear_scale_lie_inside_in_order_and_are_labelled_by_their_values() => Check.One(Quick, Prop.ForAll(Ranges.ToArbitrary(), Gen.Choose(2, 12).ToArbitrary(), (range, atMost) =>
    {
        var scale = LinearScale.Between(range.Low, range.High);
        double step = (range.High - range.Low) / atMost;
        return TicksAreRight(scale, atMost, slack: 1)
            && scale.Ticks(atMost).All(tick => Math.Abs(double.Parse(tick.Label, CultureInfo.InvariantCulture) - tick.Value) < 0.01 * Math.Max(step, Math.Abs(tick.Value)));
    }));

    [TestCase(1.0, 1000.0, "1 10 100 1000")]
    [TestCase(1e4, 1e8, "10⁴ 10⁵ 10⁶ 10⁷ 10⁸")]
    [TestCase(1e-20, 1.0, "10⁻²⁰ 10⁻¹⁵ 10⁻¹⁰ 10⁻⁵ 10⁰")]
    [TestCase(0.5, 3.0, "0.5 1 2")]
    [TestCase(2e-5, 6e-5, "2×10⁻⁵ 5×10⁻⁵")]
    public void Decades_are_labelled_if_there_are_two_else_what_lies_within(double low, double high, string expected) =>
        Assert.That(string.Join(' ', LogScale.Over((low, high)).Ticks(5).Select(tick => tick.Label).Where(label => label.Length > 0)), Is.EqualTo(expected));

    [TestCase(0.0, 1.0, "0 0.2 0.4 0.6 0.8 1.0")]
    [TestCase(0.61, 0.97, "0.7 0.8 0.9")]
    [TestCase(-3e-9, 3e-9, "-2e-9 0 2e-9")]
    public void Linear_ticks_are_round_numbers(double low, double high, string expected) =>
        Assert.That(string.Join(' ', LinearScale.Between(low, high).Ticks(5).Select(tick => tick.Label)), Is.EqualTo(expected));

    [Test]
    public void Values_without_a_place_lie_at_the_ends()
    {
        var logarithmic = LogScale.Over((1, 100));
        var linear = LinearScale.Between(1, 100);

        foreach (var scale in new IScale[] { logarithmic, linear })
        {
            Assert.That(new[] { double.NaN, double.NegativeInfinity, -1, 0 }.Select(scale.Fraction), Is.All.Zero);
            Assert.That(scale.Fraction(double.PositiveInfinity), Is.EqualTo(1));
        }
    }

    [Test]
    public void A_scale_without_values_is_a_scale_all_the_same()
    {
        IScale[] scales =
        [
            LogScale.Over([]), LogScale.Over([0, -1, double.NaN, double.PositiveInfinity]), LogScale.Over([3]),
            LinearScale.Between(2, 2), LinearScale.Between(0, 0), LinearScale.Between(double.NaN, 1), LinearScale.Between(1, double.PositiveInfinity),
        ];

        foreach (var scale in scales)
        {
            Assert.That(scale.Low, Is.LessThan(scale.High));
            Assert.That(scale.Ticks(5), Is.Not.Empty);
        }
    }

    [Test]
    public void Values_behind_a_large_gap_do_not_stretch_an_axis()
    {
        (double Low, double High) Body(double[] always, double[] values) => MainBody.WithRoom(MainBody.Of(always, values), values);

        AssertRange(Body([], [1e-3, 1e-4, 1e-5]), 1e-5, 1e-3);
        AssertRange(Body([], [1e-3, 1e-4, 1e-5, 1e-20]), 1e-6, 1e-3); // A decade of room for the mark of what is cut.
        AssertRange(Body([1], [0.5, 1e16]), 0.5, 10);
        AssertRange(Body([1, 1e-9], [1e-4]), 1e-9, 1); // What must be shown is shown.
        AssertRange(Body([], [1e-3, -1]), 1e-4, 1e-3);
        AssertRange(Body([], []), 1, 1);
    }

    private static void AssertRange((double Low, double High) actual, double low, double high) =>
        Assert.That(new[] { actual.Low, actual.High }, Is.EqualTo(new[] { low, high }).Within(1e-9).Percent);

    private static bool TicksAreRight(IScale scale, int atMost, int slack)
    {
        var ticks = scale.Ticks(atMost);
        int labels = ticks.Count(tick => tick.Label.Length > 0);
        return ticks.All(tick => tick.Value >= scale.Low * (1 - (1e-8 * Math.Sign(scale.Low))) && tick.Value <= scale.High * (1 + (1e-8 * Math.Sign(scale.High))))
            && ticks.Zip(ticks.Skip(1)).All(pair => pair.First.Value < pair.Second.Value)
            && labels >= 1 && labels <= atMost + slack;
    }
}
