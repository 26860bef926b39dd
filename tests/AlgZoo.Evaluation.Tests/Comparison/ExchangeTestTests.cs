namespace AlgZoo.Evaluation.Tests.Comparison;

public sealed class ExchangeTestTests
{
    private const int Replicates = 1000;

    private static readonly RandomAddress Address = RandomAddress.Root(17).Child("exchange-tests");

    // Squared errors before and after share much of their deviations or nothing, and are in the ratio 2. The share of Replicates intervals that hold it is known to 0.7%: a coverage of 95% leaves [92, 98]% with a
    // probability below 1e-4.
    [TestCase(8, 0.0)]
    [TestCase(16, 0.9)]
    [TestCase(24, 0.0)]
    public void Intervals_of_the_ratio_of_two_mean_squares_hold_it_in_95_of_100_cases(int draws, double correlation) => Assert.That(
        Share((random, address) =>
        {
            var (before, after) = Errors(random, draws, correlation, ratio: 2);
            return ExchangeTest.Paired(before, after, new int[draws], address).Interval().Holds(2);
        }),
        Is.InRange(0.92, 0.98));

    // Other copies in each run, twice as many after.
    [Test]
    public void Intervals_without_pairs_hold_the_ratio_in_95_of_100_cases() => Assert.That(
        Share((random, address) =>
        {
            var (before, _) = Errors(random, 12, 0, ratio: 3);
            var (_, after) = Errors(random, 24, 0, ratio: 3);
            return ExchangeTest.Unpaired(before, new int[12], after, new int[24], address).Interval().Holds(3);
        }),
        Is.InRange(0.92, 0.98));

    // At the levels that --fail-if-worse uses a false alarm must be as rare as it says: a rate of 1% gives more than 24 of 1000 with a probability below 1e-4.
    [TestCase(12)]
    [TestCase(32)]
    public void False_alarms_are_as_rare_as_stated(int draws) => Assert.That(
        Share((random, address) =>
        {
            var (before, after) = Errors(random, draws, 0.5, ratio: 1);
            return ExchangeTest.Paired(before, after, new int[draws], address).PValueBelow(1) <= 0.01;
        }),
        Is.LessThanOrEqualTo(0.024));

    // Eight models with four draws each, whose errors before and after are those of the model: 32 draws taken as independent would raise false alarms in about a third of the cases. The rate is 5%, known to 0.7%: 8% has a probability below 1e-4.
    [Test]
    public void Many_models_are_units() => Assert.That(
        Share((random, address) =>
        {
            int[] models = [.. Enumerable.Range(0, 32).Select(draw => draw / 4)];
            double[] before = new double[32];
            double[] after = new double[32];
            for (int model = 0; model < 8; model++)
            {
                before.AsSpan(4 * model, 4).Fill(random.NextDouble());
                after.AsSpan(4 * model, 4).Fill(random.NextDouble());
            }

            var test = ExchangeTest.Paired(before, after, models, address);
            return test.IsShownAbove(1) || test.IsShownBelow(1);
        }),
        Is.LessThan(0.08));

    [Test]
    public void Exchanging_the_runs_inverts_the_interval()
    {
        var (before, after) = Errors(new RandomStream(Address), 24, 0.5, ratio: 1.5);

        var interval = ExchangeTest.Paired(before, after, new int[24], Address).Interval();
        var inverse = ExchangeTest.Paired(after, before, new int[24], Address).Interval();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(interval.Low * inverse.High, Is.EqualTo(1).Within(1e-6));
            Assert.That(interval.High * inverse.Low, Is.EqualTo(1).Within(1e-6));
        }
    }

    // With five units an exchange leaves all of them as they are in one case of 32.
    [Test]
    public void Five_units_show_nothing_and_six_do()
    {
        double[] ones = [1, 1, 1, 1, 1, 1];
        double[] tenths = [.. ones.Select(one => one / 10)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExchangeTest.Paired(ones[..5], tenths[..5], new int[5], Address).Interval(), Is.EqualTo(new Interval(0, double.PositiveInfinity)));
            Assert.That(ExchangeTest.Paired(ones, tenths, new int[6], Address).IsShownAbove(1));
        }
    }

    [Test]
    public void Equal_errors_show_nothing()
    {
        double[] errors = [1, 2, 3, 4, 5, 6, 7, 8];
        var test = ExchangeTest.Paired(errors, errors, new int[8], Address);
        Assert.That((test.PValueAbove(1), test.PValueBelow(1)), Is.EqualTo((1, 1)));
    }

    private static (double[] Before, double[] After) Errors(RandomStream random, int draws, double correlation, double ratio)
    {
        double[] before = new double[draws];
        double[] after = new double[draws];
        for (int i = 0; i < draws; i++)
        {
            double first = random.NextGaussian();
            double second = (correlation * first) + (Math.Sqrt(1 - (correlation * correlation)) * random.NextGaussian());
            before[i] = ratio * first * first / draws;
            after[i] = second * second / draws;
        }

        return (before, after);
    }

    private static double Share(Func<RandomStream, RandomAddress, bool> isSo)
    {
        int count = 0;
        for (ulong replicate = 0; replicate < Replicates; replicate++)
        {
            count += isSo(new RandomStream(Address.Child(replicate)), Address.Child("exchanges").Child(replicate)) ? 1 : 0;
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{count} of {Replicates}"));
        return count / (double)Replicates;
    }
}
