using AlgZoo.Numerics;

namespace AlgZoo.Zoo.Tests.Catalogue;

public class HandcraftedModelsTests
{
    [Test]
    public void Length_2_is_always_right()
    {
        var statistics = Sample(2, samples: 1 << 20);

        Assert.That(statistics.Mean, Is.EqualTo(1));
    }

    // Exact error 2.7292834e-5 in double weights (spherical polygons). False alarm at 5 standard errors: 6e-7.
    [Test]
    public void Length_3_is_almost_always_right()
    {
        var statistics = Sample(3, samples: 1 << 24);

        Assert.That(1 - statistics.Mean, Is.LessThan(1.5e-4).And.GreaterThan(0));
    }

    // Reference 0.9903 (1e-4). Tolerance: 5 standard errors of both together, false alarm 6e-7.
    [Test]
    public void Length_10_has_its_published_accuracy()
    {
        var statistics = Sample(10, samples: 1 << 22);

        Assert.That(statistics.Mean, Is.EqualTo(0.9903).Within(5 * Math.Sqrt((statistics.StandardError * statistics.StandardError) + 1e-8)));
    }

    private static SampleStatistics Sample(int length, long samples) => ModelSampler.Sample(
        HandcraftedModels.Create(length), SequenceTask.SecondArgmax, Quantity.Accuracy, samples, RandomAddress.Root(1).Child("handcrafted").Child((ulong)length));
}
