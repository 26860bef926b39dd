using AlgZoo.Numerics;
using static AlgZoo.Evaluation.Tests.TestModels;

namespace AlgZoo.Evaluation.Tests;

public sealed class NoiseCalibrationTests
{
    // The calibration knows its 64 copies' mean to about 0.01 and this test its 256 copies' to about 0.005: 0.05 is 4.5 standard errors, false-alarm rate 1e-5.
    [Test]
    public void Calibrated_noise_lowers_the_mean_accuracy_by_the_target()
    {
        var law = NoiseCalibration.LawFor(NoiseSpecification.Calibrated(0.1), SecondArgmax2, SequenceTask.SecondArgmax, Quantity.Accuracy, seed: 1);
        var address = RandomAddress.Root(99).Child("independent-copies");
        double mean = Enumerable.Range(0, 256).Average(copy =>
        {
            var noisy = law.Apply(SecondArgmax2, new RandomStream(address.Child((ulong)copy)));
            return ModelSampler.Sample(noisy, SequenceTask.SecondArgmax, Quantity.Accuracy, 2048, address.Child("inputs").Child((ulong)copy)).Mean;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(law.Kind, Is.EqualTo(WeightNoiseKind.Relative));
            Assert.That(1 - mean, Is.EqualTo(0.1).Within(0.05));
        }
    }

    [Test]
    public void A_target_out_of_reach_is_reported()
    {
        var chance = ReluRnn.Create(2, [1], [1], [0, 0]);
        Assert.That(
            () => NoiseCalibration.LawFor(NoiseSpecification.Calibrated(0.3), chance, SequenceTask.SecondArgmax, Quantity.Accuracy, seed: 1),
            Throws.InstanceOf<SuiteException>().With.Message.Contains("choose a smaller drop"));
    }

    [Test]
    public void A_fixed_law_is_taken_as_it_is()
    {
        var law = new WeightNoise(WeightNoiseKind.Additive, 0.3);
        Assert.That(NoiseCalibration.LawFor(NoiseSpecification.Fixed(law), SecondArgmax2, SequenceTask.SecondArgmax, Quantity.Accuracy, seed: 1), Is.SameAs(law));
    }
}
