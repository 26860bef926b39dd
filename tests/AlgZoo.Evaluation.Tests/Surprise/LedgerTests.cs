namespace AlgZoo.Evaluation.Tests.Surprise;

public sealed class LedgerTests
{
    [Test]
    public void Checks_are_grouped_by_step_in_the_order_of_their_first_lines()
    {
        var ledger = Ledger.Of([new("signs", "W_hi", 2), new("orderings", "switches", 1), new("signs", "W_oh", 4), new("theorem", "rescaling", 0)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.Steps.Select(step => (step.Name, step.Bits, step.IsFree)), Is.EqualTo(new[] { ("signs", 6.0, false), ("orderings", 1.0, false), ("theorem", 0.0, true) }));
            Assert.That(ledger.Steps[0].Checks.Select(check => check.Description), Is.EqualTo(new[] { "W_hi", "W_oh" }));
            Assert.That(ledger.Bits, Is.EqualTo(7));
        }
    }

    [Test]
    public void A_digest_keeps_short_steps_and_adds_up_long_ones()
    {
        ExplanationCheck[] signs = [new("signs", "W_hi", 2), new("signs", "W_oh", 4)];
        ExplanationCheck[] regions = [.. Enumerable.Range(0, 100).Select(i => new ExplanationCheck("regions", $"region {i}", 0.1))];
        var digest = Ledger.Digest([.. signs, .. regions]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(digest.Take(2), Is.EqualTo(signs));
            Assert.That(digest, Has.Count.EqualTo(3));
            Assert.That(digest[2].Step, Is.EqualTo("regions"));
            Assert.That(digest[2].Description, Is.EqualTo("100 checks"));
            Assert.That(digest[2].Bits, Is.EqualTo(10).Within(1e-12));
        }
    }

    [Test]
    public void A_digest_of_few_checks_is_the_checks()
    {
        ExplanationCheck[] checks = [.. Enumerable.Range(0, Ledger.LinesPerStep).Select(i => new ExplanationCheck("s", $"{i}", i))];
        Assert.That(Ledger.Digest(checks), Is.SameAs(checks));
    }
}
