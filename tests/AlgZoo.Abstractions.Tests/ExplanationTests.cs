namespace AlgZoo.Abstractions.Tests;

public sealed class ExplanationTests
{
    [Test]
    public void The_ledger_adds_up_the_bits_of_its_checks()
    {
        var explanation = new Explanation();
        explanation.NoteFree("neurons rescaled");
        explanation.BeginStep("signs");
        explanation.CheckOneOf("W_hi has signs (+, -)", 4);
        explanation.BeginStep("coincidences");
        explanation.Check("two coefficients agree to 1 part in 2^11", Math.ScaleB(1, -11));
        explanation.CheckOneOf("order of 4 breakpoints", 24);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(explanation.TotalBits, Is.EqualTo(2 + 11 + Math.Log2(24)).Within(1e-12));
            Assert.That(explanation.Checks.Select(check => check.Step), Is.EqualTo(new[] { "", "signs", "coincidences", "coincidences" }));
            Assert.That(explanation.Checks[1], Is.EqualTo(new ExplanationCheck("signs", "W_hi has signs (+, -)", 2)));
        }
    }

    [Test]
    public void A_certain_fact_costs_nothing_and_never_minus_nothing()
    {
        var explanation = new Explanation();
        explanation.Check("certain", 1);
        explanation.CheckOneOf("the only outcome", 1);
        Assert.That(explanation.Checks.Select(check => BitConverter.DoubleToInt64Bits(check.Bits)), Is.All.Zero);
    }

    [TestCase(0)]
    [TestCase(-0.5)]
    [TestCase(1.0000001)]
    [TestCase(double.NaN)]
    public void Probabilities_outside_0_to_1_are_refused(double probability) =>
        Assert.That(() => new Explanation().Check("x", probability), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(0.5)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Numbers_of_outcomes_below_1_are_refused(double outcomes) =>
        Assert.That(() => new Explanation().CheckOneOf("x", outcomes), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
