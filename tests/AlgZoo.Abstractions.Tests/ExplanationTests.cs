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

    [TestCase(-1.0)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Bits_are_finite_and_not_negative(double bits)
    {
        Assert.That(() => new Explanation().Pay("x", bits), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    // Of ten answers a right one is worth 3.32 bits, a wrong one 0.152; of two each is worth one.
    [TestCase(0, 0, 2, 0)]
    [TestCase(3, 4, 2, 4)]
    [TestCase(3, 3, 8, 9)]
    [TestCase(2.5, 4, 10, 8.5328249)]
    [TestCase(4, 4, 1, 0)]
    public void Observations_cost_what_an_answer_by_chance_gives_them(double right, int observations, int answers, double bits)
    {
        var explanation = new Explanation();
        explanation.Observe("answers", right, observations, answers);
        Assert.That(explanation.TotalBits, Is.EqualTo(bits).Within(1e-6));
    }

    [Test]
    public void Observations_have_an_answer()
    {
        Assert.That(() => new Explanation().Observe("x", 1, 1, answers: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(-1, 3)]
    [TestCase(4, 3)]
    [TestCase(double.NaN, 3)]
    [TestCase(0, -1)]
    public void No_more_answers_are_right_than_were_looked_at(double right, int observations)
    {
        Assert.That(() => new Explanation().Observe("x", right, observations, answers: 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Checks_beyond_the_limit_are_added_up_step_by_step()
    {
        var explanation = new Explanation();
        explanation.BeginStep("first");
        for (int i = 0; i < Explanation.MaximumLines + 10; i++)
        {
            explanation.CheckOneOf("a coin", 2);
        }

        explanation.BeginStep("second");
        explanation.CheckOneOf("a die of eight", 8);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(explanation.TotalBits, Is.EqualTo(Explanation.MaximumLines + 13));
            Assert.That(explanation.Checks.Skip(Explanation.MaximumLines), Is.EqualTo(new ExplanationCheck[] { new("first", "10 further checks", 10), new("second", "1 further checks", 3) }));
        }
    }

    [TestCase(1000.0000000001, 1000)]
    [TestCase(-1e-12, 1000)]
    public void A_sum_of_shares_may_miss_its_range_by_rounding(double right, int observations)
    {
        var explanation = new Explanation();
        explanation.Observe("shares", right, observations, answers: 2);
        Assert.That(explanation.TotalBits, Is.EqualTo(observations));
    }
}
