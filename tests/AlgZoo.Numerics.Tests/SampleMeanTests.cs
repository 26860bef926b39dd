using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace AlgZoo.Numerics.Tests;

public sealed class SampleMeanTests
{
    [Test]
    public void Is_the_standard_error_of_the_mean_of_numbers_that_differ([Values(0, 1, 7.5)] double range)
    {
        double[] numbers = [0.25, 3, -1.5, 2, 2, 0];

        double? error = SampleMean.StandardError(numbers.Length, numbers.Mean(), numbers.Sum(number => number * number), range);

        Assert.That(error, Is.EqualTo(numbers.StandardDeviation() / Math.Sqrt(numbers.Length)).Within(1e-14));
    }

    [Test]
    public void Is_what_answers_that_all_agree_leave_open([Values(2, 19, 1000)] int count, [Values(0, 1)] double answer)
    {
        var share = new Beta(count + 1, 1);
        double left = Math.Sqrt(share.Variance + ((1 - share.Mean) * (1 - share.Mean)));

        Assert.That(SampleMean.StandardError(count, answer, count * answer, range: 1), Is.EqualTo(left).Within(0.7).Percent);
        Assert.That(SampleMean.StandardError(count, 2 * answer, 4 * count * answer, range: 2), Is.EqualTo(2 * left).Within(0.7).Percent);
        Assert.That(SampleMean.StandardError(count, answer, count * answer, range: 0), Is.Zero);
    }

    [Test]
    public void One_number_has_none([Values(0, 1)] int count) => Assert.That(SampleMean.StandardError(count, 1, count, range: 1), Is.Null);

    [TestCase(-1)]
    [TestCase(double.NaN)]
    public void A_range_is_not_negative(double range) => Assert.That(() => SampleMean.StandardError(5, 0.2, 1, range), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
