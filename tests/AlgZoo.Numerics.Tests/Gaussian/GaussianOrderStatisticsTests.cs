using AlgZoo.Numerics;

namespace AlgZoo.Tests.Numerics;

public sealed class GaussianOrderStatisticsTests
{
    // Variances of the sample median, by mpmath 1.3.0.
    [TestCase(1, 1.0)]
    [TestCase(3, 0.44867110457820795)]
    [TestCase(5, 0.286833661605876461)]
    [TestCase(11, 0.137162433547632307)]
    [TestCase(101, 0.015486231919001366)]
    public void Second_moment_of_the_middle_agrees_with_high_precision_values(int count, double expected) =>
        Assert.That(GaussianOrderStatistics.ProductMoment(count, count / 2, count / 2), Is.EqualTo(expected).Within(1e-12));

    [TestCase(2, 0.5)]
    [TestCase(4, 0.29819961843521)]
    [TestCase(10, 0.138326435836214)]
    public void Moments_of_the_two_middle_ones_give_the_variance_of_the_median(int count, double expected)
    {
        int upper = count / 2;
        int lower = upper - 1;
        double variance = (GaussianOrderStatistics.ProductMoment(count, lower, lower) + GaussianOrderStatistics.ProductMoment(count, upper, upper)
            + (2 * GaussianOrderStatistics.ProductMoment(count, lower, upper))) / 4;
        Assert.That(variance, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Means_of_few_are_known_in_closed_form()
    {
        Assert.That(GaussianOrderStatistics.Mean(2, 1), Is.EqualTo(1 / Math.Sqrt(Math.PI)).Within(1e-13));
        Assert.That(GaussianOrderStatistics.Mean(3, 2), Is.EqualTo(1.5 / Math.Sqrt(Math.PI)).Within(1e-13));
        Assert.That(GaussianOrderStatistics.Mean(3, 1), Is.EqualTo(0).Within(1e-13));
        Assert.That(GaussianOrderStatistics.Mean(10, 9), Is.EqualTo(1.5387527308351729).Within(1e-12));
    }

    // For Gaussians each order statistic has covariance 1 with the sum of all (the sum is sufficient for the mean).
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(16)]
    public void Covariances_with_the_sum_are_one(int count)
    {
        for (int rank = 0; rank < count; rank++)
        {
            double sum = Enumerable.Range(0, count).Sum(other => GaussianOrderStatistics.ProductMoment(count, rank, other));
            Assert.That(sum, Is.EqualTo(1).Within(1e-11), $"rank {rank} of {count}");
        }
    }

    [TestCase(0, 0)]
    [TestCase(3, 3)]
    [TestCase(3, -1)]
    public void Refuses_ranks_that_do_not_exist(int count, int rank)
    {
        Assert.That(() => GaussianOrderStatistics.Mean(count, rank), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => GaussianOrderStatistics.ProductMoment(count, rank, rank), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
