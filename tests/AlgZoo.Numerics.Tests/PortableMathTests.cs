namespace AlgZoo.Numerics.Tests;

internal sealed class PortableMathTests
{
    [Test]
    public void Exponential_agrees_with_the_system()
    {
        for (double x = 0; x > -700; x -= 0.0371)
        {
            Assert.That(PortableMath.ExpOfNonpositive(x), Is.EqualTo(Math.Exp(x)).Within(4e-16 * Math.Exp(x)), $"x = {x}");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PortableMath.ExpOfNonpositive(0), Is.EqualTo(1));
            Assert.That(PortableMath.ExpOfNonpositive(-1e300), Is.Zero);
            Assert.That(PortableMath.ExpOfNonpositive(double.NegativeInfinity), Is.Zero);
            Assert.That(PortableMath.ExpOfNonpositive(double.NaN), Is.NaN);
        }
    }

    [Test]
    public void Logarithm_agrees_with_the_system()
    {
        for (double x = 1e-3; x < 1e4; x *= 1.00123)
        {
            Assert.That(PortableMath.Log(x), Is.EqualTo(Math.Log(x)).Within(4e-16 * Math.Max(1, Math.Abs(Math.Log(x)))), $"x = {x}");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PortableMath.Log(1), Is.Zero);
            Assert.That(PortableMath.Log(1 + 1e-12), Is.EqualTo(1e-12).Within(1e-16));
            Assert.That(PortableMath.Log(double.NaN), Is.NaN);
        }
    }
}
