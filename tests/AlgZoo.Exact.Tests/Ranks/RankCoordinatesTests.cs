using AlgZoo.Numerics;

namespace AlgZoo.Exact.Tests;

public sealed class RankCoordinatesTests
{
    private const int Draws = 40_000;

    // Means, variances and correlations of the inputs and the means of the ranks within 4.5 standard errors: false-alarm rate about 1e-4 for each of 6 cases.
    [TestCase(2, 2, 1)]
    [TestCase(4, 3, 1)]
    [TestCase(9, 3, 1)]
    [TestCase(9, 9, 0)]
    [TestCase(5, 0, 0)]
    [TestCase(7, 5, 3)]
    public void Maps_independent_uniforms_to_independent_Gaussians(int count, int explicitRanks, int leadingRank)
    {
        var random = new RandomStream(RandomAddress.Root(5));
        var coordinates = new RankCoordinates(count, explicitRanks, leadingRank);
        double[] point = new double[coordinates.Dimension];
        float[] inputs = new float[count];
        double[] firstMoments = new double[count];
        double[] rankMoments = new double[count];
        double[,] secondMoments = new double[count, count];
        for (int draw = 0; draw < Draws; draw++)
        {
            Fill(random, point);
            coordinates.Map(point, inputs);
            float[] sorted = [.. inputs.OrderDescending()];
            for (int i = 0; i < count; i++)
            {
                firstMoments[i] += inputs[i] / Draws;
                rankMoments[i] += sorted[i] / Draws;
                for (int j = 0; j < count; j++)
                {
                    secondMoments[i, j] += inputs[i] * inputs[j] / Draws;
                }
            }
        }

        double tolerance = 4.5 / Math.Sqrt(Draws);
        using (Assert.EnterMultipleScope())
        {
            for (int i = 0; i < count; i++)
            {
                Assert.That(firstMoments[i], Is.Zero.Within(tolerance));
                Assert.That(rankMoments[i], Is.EqualTo(GaussianOrderStatistics.Mean(count, count - 1 - i)).Within(tolerance));
                for (int j = 0; j < count; j++)
                {
                    Assert.That(secondMoments[i, j], Is.EqualTo(i == j ? 1 : 0).Within(i == j ? Math.Sqrt(2) * tolerance : tolerance));
                }
            }
        }
    }

    [Test]
    public void The_first_coordinate_visits_every_arrangement_once_and_stratifies_the_leading_rank_first()
    {
        const int Arrangements = 5 * 4 * 3;
        var coordinates = new RankCoordinates(5, 3, leadingRank: 1);
        double[] point = [0, .5, .5, .5, .5, .5];
        float[] inputs = new float[5];
        var positions = new List<(int First, int Second, int Third)>();
        for (int i = 0; i < Arrangements; i++)
        {
            point[0] = (i + 0.5) / Arrangements;
            coordinates.Map(point, inputs);
            positions.Add((coordinates.Ranked(0).Position, coordinates.Ranked(1).Position, coordinates.Ranked(2).Position));
        }

        Assert.That(positions, Is.Unique);
        Assert.That(positions.Select(position => position.Second), Is.Ordered);
    }

    [Test]
    public void Knows_the_explicit_ranks([Values(1, 2, 6)] int explicitRanks)
    {
        var random = new RandomStream(RandomAddress.Root(6));
        var coordinates = new RankCoordinates(6, explicitRanks, leadingRank: 1);
        double[] point = new double[coordinates.Dimension];
        float[] inputs = new float[6];
        for (int draw = 0; draw < 200; draw++)
        {
            Fill(random, point);
            coordinates.Map(point, inputs);
            RankedInput[] expected = [.. inputs.Select((value, position) => new RankedInput(value, position)).OrderByDescending(input => input.Value).Take(explicitRanks)];
            Assert.That(Enumerable.Range(0, explicitRanks).Select(coordinates.Ranked), Is.EqualTo(expected));
        }

        Assert.That((coordinates.Ranked(-1), coordinates.Ranked(6)), Is.EqualTo((RankedInput.AboveAll, RankedInput.BelowAll)));
    }

    [Test]
    public void The_window_around_the_answer_says_the_label([Values("2nd_argmax", "argmedian", "argmax")] string name, [Range(2, 9)] int length)
    {
        Assert.That(SequenceTask.TryParse(name, out var task), Is.True);
        var rankTask = RankTask.TryCreate(task!, length)!;
        var random = new RandomStream(RandomAddress.Root(7));
        float[] inputs = new float[length];
        for (int draw = 0; draw < 200; draw++)
        {
            random.FillGaussian(inputs);
            var window = AnswerWindow.Of(rankTask, inputs.AsSpan(..^1));
            int label = inputs[^1] < window.Lower.Value ? window.Lower.Position : inputs[^1] > window.Upper.Value ? window.Upper.Position : length - 1;
            Assert.That(label, Is.EqualTo(((ClassificationTask)task!).Label(inputs)));
        }
    }

    private static void Fill(RandomStream random, double[] point)
    {
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = 1 - random.NextDouble();
        }
    }
}
