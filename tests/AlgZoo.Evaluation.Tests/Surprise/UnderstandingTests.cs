namespace AlgZoo.Evaluation.Tests.Surprise;

public sealed class UnderstandingTests
{
    private const double Exact = 0;

    private static readonly ExplanationCheck[] FortyBits = [new("signs", "all of them", 40)];

    [TestCase(41, 100, Understanding.Full)]
    [TestCase(30, 39, Understanding.Not)]
    [TestCase(30, 100, Understanding.Undecided)]
    [TestCase(40, 41, Understanding.Undecided)]
    public void An_exact_estimate_is_judged_by_what_its_explanation_costs(double low, double high, Understanding verdict)
    {
        var surprise = EstimateSurprise.Of(0.9, Exact, 0.9, statedSigma: 0, rootMeanSquaredError: 0, FortyBits, adviceBytes: 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(surprise.TotalBits, Is.GreaterThan(40).And.LessThan(40.001));
            Assert.That(UnderstandingVerdict.Of(surprise, new OptimisationRange(low, high)), Is.EqualTo(verdict));
        }
    }

    [Test]
    public void A_vague_statement_explains_nothing_however_little_it_costs()
    {
        var surprise = EstimateSurprise.Of(0.9, Exact, 0.5, statedSigma: 0.3, rootMeanSquaredError: 0, [new("", "free", 0)], adviceBytes: 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(surprise.TotalBits, Is.InRange(15, 25));
            Assert.That(UnderstandingVerdict.Of(surprise, new OptimisationRange(1000, 1000)), Is.EqualTo(Understanding.Not));
        }
    }

    [Test]
    public void Advice_costs_eight_bits_a_byte()
    {
        var surprise = EstimateSurprise.Of(0.9, Exact, 0.9, statedSigma: 0, rootMeanSquaredError: 0, FortyBits, adviceBytes: 10);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(surprise.AdviceBits, Is.EqualTo(80));
            Assert.That(surprise.TotalBits, Is.EqualTo(120).Within(0.001));
            Assert.That(UnderstandingVerdict.Of(surprise, new OptimisationRange(100, 110)), Is.EqualTo(Understanding.Not));
        }
    }

    [Test]
    public void Without_a_ledger_an_exact_value_is_not_called_an_explanation()
    {
        var surprise = EstimateSurprise.Of(0.9, Exact, 0.9, statedSigma: null, rootMeanSquaredError: 0, checks: null, adviceBytes: 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(surprise.TotalBits, Is.Null);
            Assert.That(surprise.IsSigmaStated, Is.False);
            Assert.That(UnderstandingVerdict.Of(surprise, new OptimisationRange(1000, 1000)), Is.EqualTo(Understanding.NoLedger));
        }
    }

    [Test]
    public void A_sampled_truth_widens_the_resolution_and_leaves_the_verdict_open()
    {
        var surprise = EstimateSurprise.Of(0.9, truthStandardError: 1e-5, 0.9, statedSigma: 0, rootMeanSquaredError: 0, FortyBits, adviceBytes: 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(surprise.Resolution, Is.EqualTo(1e-5));
            Assert.That(surprise.BitsLeft, Is.EqualTo(-Math.Log2(0.6826894921370859)).Within(1e-6), "within one standard error");
            Assert.That(surprise.BitsLeftLow, Is.EqualTo(surprise.BitsLeft));
            Assert.That(surprise.BitsLeftHigh, Is.EqualTo(-Math.Log2(0.1573053558731 / 1)).Within(1e-2), "one to three standard errors away");
            Assert.That(UnderstandingVerdict.Of(surprise, new OptimisationRange(1000, 1000)), Is.EqualTo(Understanding.Undecided));
        }
    }

    [Test]
    public void An_error_beyond_that_of_the_truth_is_no_understanding()
    {
        var surprise = EstimateSurprise.Of(0.9, truthStandardError: 1e-5, 0.9001, statedSigma: 0, rootMeanSquaredError: 0, FortyBits, adviceBytes: 0);
        Assert.That(UnderstandingVerdict.Of(surprise, new OptimisationRange(1000, 1000)), Is.EqualTo(Understanding.Not));
    }
}
