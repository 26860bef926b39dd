using AlgZoo.Exact;

namespace AlgZoo.Evaluation.Tests.Inspection;

internal sealed class LinearRegionTallyTests
{
    // Two inputs: the exact sweep counts every sector on which the network is linear and the order of the inputs does not change. The latter cuts each half plane, x_1 > 0 and x_1 < 0, once more.
    [Test]
    public void Every_sector_of_the_plane_is_met([Values(1, 2, 4, 6)] int d, [Values(1UL, 2UL)] ulong seed)
    {
        var model = InspectionModels.Random(d, 2, 2, seed);
        long sectors = ExactCones.Evaluate(RnnWeights.Of(model), SequenceTask.SecondArgmax).ActivationCells;
        var regions = Regions(model, 1 << 18);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(regions.Met, Is.EqualTo(sectors - 2));
            Assert.That(regions.Samples, Is.EqualTo(1 << 18));
            Assert.That(regions.MostCommonShare, Is.InRange(1.0 / regions.Met, 1));
        }
    }

    [Test]
    public void A_single_neuron_halves_the_line()
    {
        // The larger of two shares of 2^16 fair coins exceeds a half by 0.0016 on average; 0.01 is 5 standard errors.
        var regions = Regions(ReluRnn.Create(1, [1], [0], [1]), 1 << 16);
        Assert.That((regions.Met, regions.SeenOnce, regions.UnseenShare), Is.EqualTo((2L, 0L, 0.0)));
        Assert.That(regions.MostCommonShare, Is.EqualTo(0.5).Within(0.01));
    }

    // Good and Turing: the probability of what 4,096 sequences did not meet, against the share of new ones among the next 4,096 patterns, which the numbers of patterns bound from below.
    [Test]
    public void What_was_seen_once_tells_what_is_unseen()
    {
        var model = InspectionModels.Random(8, 6, 6, seed: 4);
        var few = Regions(model, 4096);
        var twice = Regions(model, 8192);
        double newPatterns = (twice.Met - few.Met) / 4096.0;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(few.UnseenShare, Is.EqualTo(few.SeenOnce / 4096.0));
            Assert.That(newPatterns, Is.InRange(0.5 * twice.UnseenShare, few.UnseenShare));
        }
    }

    private static LinearRegions Regions(ReluRnn model, long samples) =>
        ShardedPass.Run(samples, () => new LinearRegionTally(model, RandomAddress.Root(7).Child("regions")), CancellationToken.None).Regions;
}
