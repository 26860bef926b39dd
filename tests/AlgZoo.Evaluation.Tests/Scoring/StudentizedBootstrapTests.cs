namespace AlgZoo.Evaluation.Tests.Scoring;

public sealed class StudentizedBootstrapTests
{
    private const int Replicates = 2000;

    private static readonly RandomAddress Address = RandomAddress.Root(11).Child("bootstrap-tests");

    // The share of Replicates intervals that hold the truth is known to 0.5%: a true coverage of 94 to 95% leaves [92, 97]% with a probability below 1e-3.
    [TestCase(16)]
    [TestCase(64)]
    public void Intervals_of_a_chi_squared_mean_hold_it_in_95_of_100_cases(int draws) =>
        Assert.That(Coverage(new int[draws], (random, _) => Square(random.NextGaussian())), Is.InRange(0.92, 0.97));

    // Five draws are few: 90% will do. On the logarithmic scale the intervals stay positive, so that a mean far from 0 is told from it.
    [Test]
    public void Five_draws_give_a_useful_interval_on_the_logarithmic_scale()
    {
        Assert.That(Coverage(new int[5], (random, _) => Square(random.NextGaussian()), isPositive: true), Is.InRange(0.90, 0.97));
        Assert.That(Coverage(new int[5], (random, _) => Square(1 + (0.1 * random.NextGaussian())), truth: 1.01, isPositive: true), Is.InRange(0.92, 0.97));
    }

    // Three models whose errors differ by a factor of 100: too few to speak for other models, so that the draws of each are resampled.
    [Test]
    public void Few_models_are_strata()
    {
        int[] models = [.. Enumerable.Range(0, 48).Select(draw => draw / 16)];
        double[] scales = [1, 10, 100];
        Assert.That(Coverage(models, (random, model) => scales[model] * Square(random.NextGaussian()), (1 + 10 + 100) / 3.0), Is.InRange(0.91, 0.97));
    }

    // Eight models with four draws each that share most of their error: an interval that took the 32 draws as independent would hold the truth in about 70% only. Eight clusters are few: 90% will do.
    [Test]
    public void Many_models_are_clusters()
    {
        int[] models = [.. Enumerable.Range(0, 32).Select(draw => draw / 4)];
        double shared = 0;
        int last = -1;
        Assert.That(
            Coverage(models, (random, model) =>
            {
                shared = model == last ? shared : random.NextDouble();
                last = model;
                return shared + (0.1 * Square(random.NextGaussian()));
            }, 0.6),
            Is.InRange(0.90, 0.98));
    }

    [Test]
    public void Denominators_that_vary_with_the_numerators_are_paired()
    {
        double[] denominators = [.. Enumerable.Range(1, 16).Select(i => (double)i)];
        double[] numerators = [.. denominators.Select(value => 3 * value)];
        var interval = StudentizedBootstrap.Ratio(numerators, denominators, new int[16], Address)!.Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(interval.Low, Is.EqualTo(3).Within(1e-9));
            Assert.That(interval.High, Is.EqualTo(3).Within(1e-9));
        }
    }

    [Test]
    public void One_draw_has_no_interval_and_two_decide_nothing()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(StudentizedBootstrap.Ratio([1], [1], [0], Address), Is.Null);
            Assert.That(StudentizedBootstrap.Ratio([1, 2], [1, 1], [0, 1], Address), Is.EqualTo(new Interval(double.NegativeInfinity, double.PositiveInfinity)));
            Assert.That(StudentizedBootstrap.Ratio([1, 2], [1, 1], [0, 0], Address), Is.EqualTo(new Interval(double.NegativeInfinity, double.PositiveInfinity)));
        }
    }

    [Test]
    public void Equal_draws_have_an_interval_of_one_point() =>
        Assert.That(StudentizedBootstrap.Ratio([2, 2, 2], [1, 1, 1], [0, 0, 0], Address), Is.EqualTo(new Interval(2, 2)));

    [Test]
    public void A_single_outlier_leaves_the_upper_end_open()
    {
        double[] numerators = new double[16];
        numerators[3] = 1;
        double[] denominators = [.. Enumerable.Repeat(1.0, 16)];
        Assert.That(StudentizedBootstrap.Ratio(numerators, denominators, new int[16], Address)!.Value.High, Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Draws_without_a_denominator_give_no_NaN()
    {
        double[] denominators = [0, 0, 0, 1];
        var interval = StudentizedBootstrap.Ratio([1, 2, 3, 4], denominators, new int[4], Address)!.Value;
        Assert.That(new[] { interval.Low, interval.High }, Has.None.NaN);
    }

    private static double Coverage(int[] models, Func<RandomStream, int, double> numerator, double truth = 1, bool isPositive = false)
    {
        double[] denominators = [.. Enumerable.Repeat(1.0, models.Length)];
        int holds = 0;
        for (ulong replicate = 0; replicate < Replicates; replicate++)
        {
            var random = new RandomStream(Address.Child(replicate));
            double[] numerators = [.. models.Select(model => numerator(random, model))];
            holds += StudentizedBootstrap.Ratio(numerators, denominators, models, Address.Child("resampling").Child(replicate), isPositive)!.Value.Holds(truth) ? 1 : 0;
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{holds} of {Replicates} intervals hold the truth."));
        return holds / (double)Replicates;
    }

    private static double Square(double value) => value * value;
}
