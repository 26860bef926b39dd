using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Cli.Tests;

/// <summary>What is made of a document of algzoo surprise.</summary>
public sealed class SurpriseAccountTests
{
    [TestCase(0, "0 bits")]
    [TestCase(1e-9, "<0.01 bits")]
    [TestCase(0.5849, "0.58 bits")]
    [TestCase(1, "1 bit")]
    [TestCase(1.0001, "1 bit")]
    [TestCase(9.996, "10 bits")]
    [TestCase(40.24, "40.2 bits")]
    [TestCase(999.96, "1,000 bits")]
    [TestCase(5319.6, "5,320 bits")]
    [TestCase(1.26e8, "1.3e8 bits")]
    public void Bits_have_about_three_digits(double bits, string text) => Assert.That(BitsFormat.Count(bits), Is.EqualTo(text));

    [Test]
    public void The_account_follows_the_ledger()
    {
        var document = Document(Reached(12.5, 0.3, 11.9, 13.1), Explained("reasoned", 0.95, 0.95, [
            new("standardisation", "every neuron rescaled by 1/|W_hi|", 0),
            new("signs", "checked the signs of 10 parameters", 10),
            new("orderings", "switches in order", 1.5849625),
            new("orderings", "and again", 1.5849625)]));

        string[] lines = [.. SurpriseAccount.Lines(document, document.Estimators[0], allLines: false)];

        Assert.That(lines, Is.EqualTo(new[]
        {
            "model        toy, 2nd_argmax, 10 parameters",
            "truth        accuracy 0.95 (exact, exact-cones)",
            "estimate     0.95 by reasoned (deductive, 1,234 FLOPs), error 0",
            "",
            "standardisation: free",
            "   free  every neuron rescaled by 1/|W_hi|",
            "signs: 10 bits",
            "     10  checked the signs of 10 parameters",
            "orderings: 3.17 bits",
            "   1.58  switches in order",
            "   1.58  and again",
            "",
            "explanation  13.2 bits = signs 10 + orderings 3.17",
            "bits left    <0.01 bits at a resolution of 1e-6, for sigma 0, stated by the estimator",
            "total        13.2 bits",
            "optimisation 320 bits: bound, 32 for each of 10 parameters",
            "             112 bits: description of the weights that keeps the accuracy to 1e-6; rnn.weight_ih_l0 10, rnn.weight_hh_l0 48 (10 a weight)",
            "             12.5 bits: splitting, -log2 P(a random initialisation does at least as well); standard error 0.3, 95% interval 11.9 to 13.1 bits",
            "             1 level, 16 repetitions of 1,000 initialisations, 123,456 scored, worth 3e3 plain samples (effective sample size)",
            "",
            "no full understanding: 13.2 bits explain the accuracy to 1e-6, but at most 13.1 bits of optimisation selected the model.",
        }));
    }

    [Test]
    public void Long_steps_and_long_ledgers_are_cut_unless_all_is_asked_for()
    {
        var checks = Enumerable.Range(0, 40).Select(step => new ExplanationCheck($"step {step}", "a sign", 1)).Concat(Enumerable.Range(0, 148).Select(cell => new ExplanationCheck("step 0", $"cell {cell}", 0.25))).ToArray();
        var document = Document(AtLeast(64), Explained("cells", 0.95, 0.95, checks));

        string[] cut = [.. SurpriseAccount.Lines(document, document.Estimators[0], allLines: false)];
        string[] all = [.. SurpriseAccount.Lines(document, document.Estimators[0], allLines: true)];

        Assert.That(cut, Does.Contain("step 0: 38 bits").And.Contains("   0.25  cell 14").And.Contains("   33.3  ... 133 more").And.Contains("... 24 more steps: 24 bits").And.Contains("explanation  77 bits"));
        Assert.That(all, Does.Contain("   0.25  cell 147").And.Contains("step 39: 1 bit").And.Not.Contains("more"));
    }

    [Test]
    public void An_estimate_without_a_ledger_or_a_sigma_is_said_to_have_none()
    {
        var document = Document(AtLeast(64), Explained("silent", 0.95, 0.94, [], stated: null, adviceBytes: 8));

        string text = string.Join('\n', SurpriseAccount.Lines(document, document.Estimators[0], allLines: false));

        Assert.That(text, Does.Contain("explanation  not known: no ledger was kept\nadvice       64 bits: 8 bytes, prepared from this model for the noise relative:0.01\nbits left    "));
        Assert.That(text, Does.Contain("for sigma 1e-2, its own error, since it states none\noptimisation").And.Contains("a verdict on an estimator with advice says nothing"));
    }

    [Test]
    public void The_method_of_the_truth_is_named()
    {
        var document = Document(AtLeast(64), Explained("exact-cones", 0.95, 0.95, [new("cells", "a cell", 1)]), Explained("other", 0.95, 0.95, [new("cells", "a cell", 1)]));

        Assert.That(SurpriseAccount.Lines(document, document.Estimators[0], allLines: false), Has.Some.StartsWith("exact-cones is also the method of the truth"));
        Assert.That(SurpriseAccount.Lines(document, document.Estimators[1], allLines: false), Has.None.Contains("the method of the truth"));
    }

    [Test]
    public void What_the_figures_of_a_sampled_score_are_worth_is_stated()
    {
        var splitting = Reached(12.5, 0.3, 11.9, 13.1) with
        {
            Samples = 4096,
            Method = InitialisationScoring.Sampled,
            Selection = new SelectionShift(0.4, 0.001, 300, 0.2),
            PlainSampling = new PlainSamplingCheck(123_456, 25, 2.02e-4, 4e-5, -0.7),
        };

        string text = string.Join('\n', SurpriseFacts.OfOptimisation(Document(splitting)));

        Assert.That(text, Does.Contain("each scored on 4,096 sequences, the same for all: luck on them makes the figure about 0.4 bits too low, and that of the model itself is known to 0.2 bits"));
        Assert.That(text, Does.Contain("plain sampling: 25 of 123,456 initialisations, 2e-4, standard error 4e-5; splitting deviates by -0.7 standard errors"));
    }

    // Truth 0.95 without error unless said otherwise; total is explanation plus what sigma leaves.
    [TestCase(40, 0.0, 0.0, 64.0, 320.0, "full understanding: 40 bits explain the accuracy to 1e-6, at least 64 bits of optimisation selected the model.")]
    [TestCase(400, 0.0, 0.0, 64.0, 320.0, "no full understanding: 400 bits explain the accuracy to 1e-6, but at most 320 bits of optimisation selected the model.")]
    [TestCase(100, 0.0, 0.0, 64.0, 320.0, "undecided: 100 bits explain the accuracy to 1e-6, and 64 to 320 bits of optimisation selected the model.")]
    [TestCase(10, 0.3, 0.0, 64.0, 320.0, "no full understanding: 18.5 bits of the accuracy are left unexplained at a resolution of 1e-6, where at most 1 bit may be.")]
    [TestCase(40, 0.0, 2e-5, 64.0, 320.0, "undecided: within the errors of the truth 0.55 to 2.67 bits of the accuracy are left unexplained, where at most 1 bit may be; --resolution 1e-4 is clear of them.")]
    [TestCase(0, 0.0, 0.0, 64.0, 320.0, "no verdict: the estimator keeps no ledger, so that nobody knows what its explanation costs; docs/contract.md says how to keep one.")]
    public void A_verdict_says_why(int explanation, double sigma, double truthError, double low, double high, string reason)
    {
        ExplanationCheck[] checks = explanation == 0 ? [] : [new("all", "of it", explanation)];
        var surprise = EstimateSurprise.Of(0.95, truthError, 0.95, sigma, 0, checks, adviceBytes: 0);
        var range = new OptimisationRange(low, high);

        Assert.That(UnderstandingWords.Reason(UnderstandingVerdict.Of(surprise, range), surprise, range, truthError), Is.EqualTo(reason));
    }

    [TestCase(200, "kind")]
    [TestCase(100, "advice")]
    [TestCase(80, "explanation")]
    [TestCase(60, "total")]
    public void A_table_fits_its_window(int width, string heading)
    {
        var document = Document(
            AtLeast(64), Explained("vague", 0.95, 0.9, [new("coin", "a coin", 1)], stated: 0.3), Explained("trained-quadrature-64", 0.95, 0.9500001, [], stated: null, adviceBytes: 5), Explained("brute-force", 0.95, 0.95, [new("cells", "all", 5000)]),
            Explained("complete", 0.95, 0.95, [new("signs", "all", 40)]));
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        SurpriseTable.Write(console, document);
        string[] lines = [.. writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
        int head = Array.FindIndex(lines, line => line.StartsWith("estimator ", StringComparison.Ordinal));

        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(width));
        Assert.That(lines[head], Does.Contain(heading).And.EndsWith("verdict"));
        Assert.That(lines[(head + 1)..(head + 5)].Select(line => line.Split(' ')[0]), Is.EqualTo(new[] { "complete", "trained-quadrature-64*", "brute-force", "vague" }));
        Assert.That(lines[head + 1], Does.EndWith(" full"));
    }

    private static SurpriseDocument Document(SplittingResult splitting, params EstimatorAccount[] accounts)
    {
        var optimisation = new OptimisationBits(
            320, new DescriptionLength(112, [new("rnn.weight_ih_l0", 2, 0, 10), new("rnn.weight_hh_l0", 4, 9, 48)], 0, 0, 1e-6), splitting);
        var truth = new SurpriseTruth(0.95, null, 0, "exact", "exact-cones", 0);
        return new SurpriseDocument("toy", "2nd_argmax", "accuracy", 10, truth, 1e-6, 1_000_000, 1, "relative:0.01", [.. accounts.Select(account => account.JudgedBy(optimisation.Range, truth))], optimisation);
    }

    private static EstimatorAccount Explained(string id, double truth, double value, ExplanationCheck[] checks, double? stated = 0, int? adviceBytes = null)
    {
        var compute = ComputeReport.Nothing with { Flops = 1234 };
        return EstimatorAccount.Of(
            new EstimatorInfo(id, EstimatorKind.Deductive, adviceBytes is not null, "", "", "Plugin", "Plugin.dll", ""),
            new CellResult(Outcome.Completed, new Estimate(value) { StandardError = stated }, compute, 0, null, [], checks),
            adviceBytes, new GroundTruth(truth, 0, truth * (1 - truth), TruthMethod.Exact, 0), PredictiveScore.DefaultResolution);
    }

    private static SplittingResult Reached(double bits, double error, double low, double high) => AtLeast(low) with { Reached = true, Bits = bits, StandardError = error, BitsHigh = high };

    private static SplittingResult AtLeast(double bits) =>
        new(Reached: false, bits, null, bits, null, 0.95, 0.9, InitialisationScoring.Exact, 0, 1000, 16, 123_456, 3000, [new(0.5, 0.5, 1, 0.02, 0.4, 200)], null, null);
}
