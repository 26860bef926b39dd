using System.Runtime.Intrinsics;

namespace AlgZoo.Numerics.Tests;

internal sealed class PortableMathTests
{
    [Test]
    public void Exponential_agrees_with_the_system()
    {
        for (double x = 0; x > -700; x -= 0.0371)
        {
            Assert.That(Exp(x), Is.EqualTo(Math.Exp(x)).Within(4e-16 * Math.Exp(x)), $"x = {x}");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Exp(0), Is.EqualTo(1));
            Assert.That(Exp(-1e300), Is.Zero);
            Assert.That(Exp(double.NegativeInfinity), Is.Zero);
            Assert.That(Exp(double.NaN), Is.NaN);
        }
    }

    [Test]
    public void Logarithm_agrees_with_the_system()
    {
        for (double x = 1; x < 1e4; x *= 1.00123)
        {
            Assert.That(Log(x), Is.EqualTo(Math.Log(x)).Within(4e-16 * Math.Max(1, Math.Abs(Math.Log(x)))), $"x = {x}");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Log(1), Is.Zero);
            Assert.That(Log(1 + 1e-12), Is.EqualTo(1e-12).Within(1e-16));
            Assert.That(Log(double.NaN), Is.NaN);
            Assert.That(Log(double.PositiveInfinity), Is.EqualTo(double.PositiveInfinity));
        }
    }

    // Every lane has another number, so that a mix-up of lanes shows.
    private static double Exp(double x)
    {
        var lanes = PortableMath.ExpOfNonpositive(Vector256.Create(x, -1, x - 1, -800));
        Assert.That(lanes[3], Is.Zero);
        return lanes[0];
    }

    private static double Log(double x) => PortableMath.Log(Vector256.Create(2, x + 1, 1e300, x))[3];
}
