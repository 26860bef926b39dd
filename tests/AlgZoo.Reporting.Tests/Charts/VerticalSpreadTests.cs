using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Reporting.Tests;

public sealed class VerticalSpreadTests
{
    private const double Distance = 13;
    private const double Low = 10;
    private const double High = 450;

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(new Replay(new Rnd(2), 100));

    [Test]
    public void Labels_stay_in_order_apart_and_between_the_limits() => Check.One(Quick, Prop.ForAll(Gen.Choose(0, 460).ListOf().ToArbitrary(), heights =>
    {
        double[] wishes = [.. heights.Take((int)((High - Low) / Distance)).Select(height => (double)height).Order()];

        double[] places = VerticalSpread.Of(wishes, Distance, Low, High);

        return places.Zip(places.Skip(1)).All(pair => pair.Second - pair.First >= Distance - 1e-9)
            && Array.TrueForAll(places, place => place is >= Low - 1e-9 and <= High + 1e-9);
    }));

    [Test]
    public void Labels_with_room_are_not_moved_and_a_crowd_spreads_about_its_middle()
    {
        Assert.That(VerticalSpread.Of([100, 120, 140], Distance, Low, High), Is.EqualTo(new double[] { 100, 120, 140 }));
        Assert.That(VerticalSpread.Of([200, 200, 200], Distance, Low, High), Is.EqualTo(new double[] { 187, 200, 213 }).Within(1e-9));
        Assert.That(VerticalSpread.Of([], Distance, Low, High), Is.Empty);
    }
}
