namespace AlgZoo.Exact.Tests;

internal sealed class ArcTangentTests
{
    [Test]
    public void Agrees_with_the_system_to_two_units_in_the_last_place()
    {
        var random = new RandomStream(RandomAddress.Root(1));
        for (int i = 0; i < 200_000; i++)
        {
            double sine = Math.Exp(10 * random.NextGaussian());
            double cosine = random.NextGaussian();
            double expected = Math.Atan2(sine, cosine);

            Assert.That(ArcTangent.Angle(sine, cosine), Is.EqualTo(expected).Within(2 * (Math.BitIncrement(expected) - expected)), $"{sine:R}, {cosine:R}");
        }
    }

    [TestCase(0, 1, 0)]
    [TestCase(1, 1, Math.PI / 4)]
    [TestCase(1, 0, Math.PI / 2)]
    [TestCase(1, -1, 3 * Math.PI / 4)]
    [TestCase(0, -1, Math.PI)]
    [TestCase(1e-300, 1, 1e-300)]
    public void Has_its_special_values(double sine, double cosine, double angle) => Assert.That(ArcTangent.Angle(sine, cosine), Is.EqualTo(angle));
}
