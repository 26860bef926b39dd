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

    // Reference 0.99991 (1e-5). Tolerance: 5 standard errors of both together, false alarm 6e-7.
    [Test]
    public void Length_3_has_its_published_accuracy()
    {
        var statistics = Sample(3, samples: 1 << 24);

        Assert.That(statistics.Mean, Is.EqualTo(0.99991).Within(5 * Math.Sqrt((statistics.StandardError * statistics.StandardError) + 1e-10)));
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
