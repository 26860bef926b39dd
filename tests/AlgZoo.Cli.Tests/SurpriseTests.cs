using System.Text.Json;
using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

/// <summary>algzoo surprise, from the command line to the account.</summary>
public sealed class SurpriseTests
{
    private static readonly string[] LittleEffort = ["--max-bits", "2", "--particles", "32"];

    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    private static string Sound => Path.Combine(OriginalModels.RepositoryRoot, "artifacts", "fixtures", "Sound", "Sound.dll");

    [Test]
    public void One_estimator_gives_an_account()
    {
        string[] lines = _algzoo.Run(["surprise", "trained:2nd_argmax_2_2", "--estimator", "sound-constant", "--plugins", Sound, .. LittleEffort]).EndsWith(0).Output.Split('\n');

        Assert.That(lines[..9], Is.EqualTo(new[]
        {
            "model        trained:2nd_argmax_2_2, 2nd_argmax, 10 parameters",
            "truth        accuracy 0.9999473632 (exact, exact-cones)",
            "estimate     0.5 by sound-constant (trivial, 10 FLOPs), error -5e-1",
            "",
            "constant: 1 bit",
            "      1  A coin",
            "",
            "explanation  1 bit",
            "bits left    21.1 bits at a resolution of 1e-6, for sigma 2.5e-1, stated by the estimator",
        }));
        Assert.That(lines[9], Is.EqualTo("total        22.1 bits"));
        Assert.That(lines[10], Is.EqualTo("optimisation 320 bits: bound, 32 for each of 10 parameters"));
        Assert.That(lines[^2], Is.EqualTo("no full understanding: 21.1 bits of the accuracy are left unexplained at a resolution of 1e-6, where at most 1 bit may be."));
    }

    [Test]
    public void Several_give_a_document_with_everything()
    {
        string[] call = ["surprise", "trained:2nd_argmax_2_2", "--estimator", "sound-*", "--estimator", "monte-carlo", "--estimator", "cycle-sampling", "--plugins", Sound, "--budget", "1e4", "--seed", "3", "--json", .. LittleEffort];
        var document = _algzoo.Run(call).EndsWith(0).Json;
        var accounts = document.Items("estimators").ToDictionary(account => account.Text("estimator")!, StringComparer.Ordinal);

        Assert.That(accounts.Keys, Is.EquivalentTo(new[] { "cycle-sampling", "monte-carlo", "sound-advised", "sound-constant", "sound-first-number" }));
        Assert.That((accounts["cycle-sampling"].Text("outcome"), accounts["cycle-sampling"].GetProperty("surprise").ValueKind), Is.EqualTo(("NotSupported", JsonValueKind.Null)));
        Assert.That((accounts["sound-advised"].Number("adviceBytes"), accounts["sound-advised"].GetProperty("surprise").Number("adviceBits"), accounts["sound-advised"].Number("value")), Is.EqualTo((2.0, 16.0, 0.02)));
        Assert.That((document.Text("adviceNoise"), document.Number("parameters"), document.Number("resolution")), Is.EqualTo(("relative:0.01", 10.0, 1e-6)));
        foreach (var account in accounts.Values.Where(account => account.Text("outcome") == "Completed"))
        {
            var surprise = account.GetProperty("surprise");
            Assert.That(account.Number("error"), Is.EqualTo(account.Number("value") - document.GetProperty("truth").Number("value")));
            Assert.That((account.Text("verdict"), account.Text("reason")), Is.Not.EqualTo((null as string, null as string)));
            if (surprise.GetProperty("explanationBits").ValueKind == JsonValueKind.Number)
            {
                Assert.That(account.GetProperty("ledger").Items("steps").Sum(step => step.Items("checks").Sum(check => check.Number("bits"))), Is.EqualTo(surprise.Number("explanationBits")).Within(1e-9));
                Assert.That(surprise.Number("totalBits"), Is.EqualTo(surprise.Number("explanationBits") + surprise.Number("adviceBits") + surprise.Number("bitsLeft")).Within(1e-9));
            }
        }

        // The same question to the same estimator: the bias over a single copy is its error.
        var run = _algzoo.Run("run", "--model", "trained:2nd_argmax_2_2", "--noise", "none", "--estimator", "monte-carlo", "--budget", "1e4", "--seed", "3", "--json").EndsWith(0).Json;
        Assert.That(run.Items("scores").First().Number("bias"), Is.EqualTo(accounts["monte-carlo"].Number("error")));
    }

    [Test]
    public void People_get_a_table()
    {
        string output = _algzoo.Run(["surprise", "handcrafted:2", "--estimator", "sound-constant", "--estimator", "chance", "--estimator", "cycle-sampling", "--plugins", Sound, .. LittleEffort]).EndsWith(0).Output;

        Assert.That(output, Does.Match(@"(?m)^sound-constant +trivial +1e1 +0\.5 +-5e-1 +2\.5e-1 +1 +\d\d\.\d +\d\d\.\d +not *$").And.Contains("Declined the problem at this budget: cycle-sampling.").And.Contains("320 bits: bound"));
    }

    [Test]
    public void Without_an_estimate_there_is_no_account()
    {
        var result = _algzoo.Run("surprise", "handcrafted:2", "--estimator", "cycle-sampling").EndsWith(3);

        Assert.That(result.ErrorLines[^2..], Is.EqualTo(new[] { "cycle-sampling: The estimator 'cycle-sampling' does not support this problem.", "algzoo: no estimator gave an estimate." }));
        Assert.That(result.Output, Is.Empty);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends SIGINT.")]
    public void Interrupting_it_ends_it()
    {
        using var running = _algzoo.Start("surprise", "handcrafted:2", "--estimator", "monte-carlo", "--budget", "1e15");
        running.WaitForError("asking monte-carlo");
        running.Interrupt();
        var result = running.ResultSoon().EndsWith(130);

        Assert.That(result.ErrorLines[^1], Is.EqualTo("algzoo: interrupted."));
        Assert.That(result.Output, Is.Empty);
    }
}
