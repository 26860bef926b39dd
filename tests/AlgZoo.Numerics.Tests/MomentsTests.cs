namespace AlgZoo.Numerics.Tests;

internal sealed class MomentsTests
{
    [Test]
    public void Merged_parts_give_mean_and_variance_of_the_whole_without_cancellation()
    {
        // Values 1e9 + {0, 1, 2, 3}: the sum of squares would lose the variance altogether.
        var whole = default(Moments);
        foreach (double[] part in new double[][] { [1e9], [1e9 + 1, 1e9 + 2], [1e9 + 3] })
        {
            var moments = default(Moments);
            moments.Add(part);
            whole.Add(moments);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(whole.Count, Is.EqualTo(4));
            Assert.That(whole.Mean, Is.EqualTo(1e9 + 1.5));
            Assert.That(whole.SampleVariance, Is.EqualTo(5.0 / 3).Within(1e-9));
            Assert.That(whole.PopulationVariance, Is.EqualTo(1.25).Within(1e-9));
        }
    }
}
