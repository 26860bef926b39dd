using AlgZoo.Exact;
using AlgZoo.Numerics;

namespace AlgZoo.Tests.Exact;

public sealed class RankValuesTests
{

    [TestCase(9, 0, 9)]
    [TestCase(9, 4, 9)]
    [TestCase(2, 1, 2)]
    [TestCase(6, 3, 6)]
    public void Values_have_the_means_of_order_statistics(int count, int anchor, int explicitRanks)
    {
        const int Points = 20_000;
        var values = new RankValues(count, anchor, explicitRanks);
        var random = new RandomStream(RandomAddress.Root(5).Child("factors"));
        double[] factors = new double[count];
        float[] byRank = new float[count];
        double[] sums = new double[count];
        for (int point = 0; point < Points; point++)
        {
            for (int f = 0; f < count; f++)
            {
                factors[f] = 1 - random.NextDouble();
            }

            values.Fill(factors, byRank);
            for (int rank = 0; rank < count; rank++)
            {
                sums[rank] += byRank[rank];
            }
        }

        // No order statistic has a variance above 1: five standard errors, false alarm below 1e-5 over all.
        for (int rank = 0; rank < count; rank++)
        {
            Assert.That(sums[rank] / Points, Is.EqualTo(GaussianOrderStatistics.Mean(count, count - 1 - rank)).Within(5 / Math.Sqrt(Points)), $"rank {rank}");
        }
    }

    [TestCase(9, 4, 4)]
    [TestCase(9, 0, 4)]
    [TestCase(9, 8, 3)]
    public void Values_descend_and_the_others_lie_evenly_in_probability(int count, int anchor, int explicitRanks)
    {
        var values = new RankValues(count, anchor, explicitRanks);
        float[] byRank = new float[count];
        values.Fill([.. Enumerable.Repeat(0.4, count)], byRank);
        Assert.That(byRank, Is.Ordered.Descending);
        int end = anchor == 0 ? explicitRanks : anchor == 8 ? count : 7;
        double[] uniforms = [.. byRank.Select(value => Gaussian.Cdf(value))];
        for (int rank = end; rank < count; rank++)
        {
            Assert.That(uniforms[rank], Is.EqualTo(uniforms[end - 1] * (count - rank) / (count - end + 1)).Within(1e-6));
        }
    }

    [Test]
    public void The_anchor_is_at_its_quantile([Values(0, 1, 4, 8)] int anchor, [Values(1e-6, 0.1, 0.5, 0.999)] double probability)
    {
        const int Count = 9;
        double[] factors = [.. Enumerable.Repeat(0.5, Count)];
        factors[anchor] = probability;
        float[] byRank = new float[Count];
        new RankValues(Count, anchor, Count).Fill(factors, byRank);
        double above = Gaussian.Cdf(-byRank[anchor]);
        double sum = 0;
        double binomial = 1;
        for (int j = 0; j <= anchor; j++)
        {
            sum += binomial * Math.Pow(above, j) * Math.Pow(1 - above, Count - j);
            binomial *= (Count - j) / (j + 1.0);
        }

        // Single precision of the value.
        Assert.That(sum, Is.EqualTo(probability).Within(1e-6));
    }
}
