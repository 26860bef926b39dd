namespace AlgZoo.Evaluation.Tests.Comparison;

public sealed class ExchangeTestTests
{
    private const int Replicates = 2000;

    private static readonly RandomAddress Address = RandomAddress.Root(17).Child("exchange-tests");

    [TestCase(8, 0.0)]
    [TestCase(16, 0.0)]
    [TestCase(64, 0.0)]
    [TestCase(16, 0.9)]
    public void Intervals_of_the_ratio_of_two_mean_squares_hold_it_in_95_of_100_cases(int draws, double correlation)
    {
        double coverage = Share((random, address) =>
        {
            var (before, after) = Errors(random, draws, correlation, ratio: 2);
            return ExchangeTest.Paired(before, after, new int[draws], address).Interval().Holds(2);
        });
        Assert.That(coverage, Is.InRange(0.92, 0.985));
    }

    [TestCase(8, 0.0)]
    [TestCase(16, 0.0)]
    [TestCase(64, 0.0)]
    [TestCase(16, 0.9)]
    public void Rare(int draws, double correlation)
    {
        foreach (double level in (double[])[0.025, 0.01, 0.001])
        {
            double alarms = Share((random, address) =>
            {
                var (before, after) = Errors(random, draws, correlation, ratio: 1);
                return ExchangeTest.Paired(before, after, new int[draws], address).PValueBelow(1) <= level;
            });
            TestContext.Out.WriteLine($"{draws} {correlation} {level} {alarms}");
        }
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

    private static double Share(Func<RandomStream, RandomAddress, bool> holds)
    {
        int count = 0;
        for (ulong replicate = 0; replicate < Replicates; replicate++)
        {
            count += holds(new RandomStream(Address.Child(replicate)), Address.Child("resampling").Child(replicate)) ? 1 : 0;
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{count} of {Replicates}"));
        return count / (double)Replicates;
    }
}
