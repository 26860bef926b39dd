using System.Globalization;
using System.Text.Json.Nodes;
using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

/// <summary>algzoo truth. Tolerances are 5 standard errors: with fixed seeds a case fails once in 1.7 million changes of the random streams.</summary>
public sealed class TruthTests
{
    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [TestCase("handcrafted:2", "exact", 1, 0)]
    [TestCase("handcrafted:3", "exact", 0.999914568484, 1e-12)]
    [TestCase("handcrafted:10", "sampling", 0.9903, 5e-5)]
    public void Handcrafted_models_have_their_known_accuracy(string reference, string method, double accuracy, double rounding)
    {
        var truth = _algzoo.Run("truth", reference, "--samples", "1e6", "--json").EndsWith(0).Json;

        Assert.That(truth.Names(), Is.SupersetOf(new[] { "model", "task", "quantity", "value", "standardError", "method", "exactMethod", "errorRate", "samples", "seconds" }));
        Assert.That(truth.Text("model"), Is.EqualTo(reference));
        Assert.That(truth.Text("task"), Is.EqualTo("2nd_argmax"));
        Assert.That(truth.Text("quantity"), Is.EqualTo("accuracy"));
        Assert.That(truth.Text("method"), Is.EqualTo(method));
        Assert.That(truth.GetProperty("samples").GetInt64(), Is.EqualTo(method == "exact" ? 0 : 1_000_000));
        Assert.That(truth.Number("value"), Is.EqualTo(accuracy).Within((5 * truth.Number("standardError")) + rounding));
    }

    [TestCase("algzoo_rnn_blog.pth", "4e6", 0.953113)]
    [TestCase("algzoo_rnn_small.pth", "4e6", 1 - 7.743149178e-5)]
    public void Original_models_have_their_known_accuracy(string file, string samples, double accuracy)
    {
        var truth = _algzoo.Run("truth", OriginalModels.Path(file), "--method", "sampling", "--samples", samples, "--json").EndsWith(0).Json;

        Assert.That(truth.Number("value"), Is.EqualTo(accuracy).Within(5 * truth.Number("standardError")));
        Assert.That(truth.Number("standardError"), Is.EqualTo(Math.Sqrt(accuracy * (1 - accuracy) / 4e6)).Within(30).Percent);
    }

    [Test]
    public void The_original_model_of_two_inputs_has_its_exact_error_rate()
    {
        var truth = _algzoo.Run("truth", OriginalModels.Path("algzoo_rnn_small.pth"), "--json").EndsWith(0).Json;

        Assert.That((truth.Text("method"), truth.Text("exactMethod"), truth.Number("standardError")), Is.EqualTo(("exact", "exact-cones", 0.0)));
        Assert.That(truth.Number("errorRate"), Is.EqualTo(7.74314917800279e-5).Within(1e-19));
    }

    [Test]
    public void The_original_transformer_is_exactly_right()
    {
        var truth = _algzoo.Run("truth", OriginalModels.Path("algzoo_transformer_small.pth"), "--json").EndsWith(0).Json;

        Assert.That(truth.Text("method"), Is.EqualTo("exact"));
        Assert.That(truth.Number("value"), Is.EqualTo(1));
        Assert.That(truth.Number("standardError"), Is.Zero);
    }

    // 4.5 standard errors of the samples beside the error that the slices state: false-alarm rate below 7e-6 a case.
    [TestCase("trained:2nd_argmax_4_4", "1e-4")]
    [TestCase("trained:argmedian_8_5", "1e-2")]
    public void Slices_are_a_truth_for_four_and_five_inputs(string model, string tolerance)
    {
        var sliced = _algzoo.Run("truth", model, "--method", "slices", "--tolerance", tolerance, "--json").EndsWith(0).Json;
        var sampled = _algzoo.Run("truth", model, "--method", "sampling", "--samples", "1e7", "--json").EndsWith(0).Json;

        Assert.That(sliced.Text("method"), Is.EqualTo("slices"));
        Assert.That(sliced.Number("standardError"), Is.InRange(0, double.Parse(tolerance, CultureInfo.InvariantCulture)));
        Assert.That(sliced.Number("value"), Is.EqualTo(sampled.Number("value")).Within(sliced.Number("standardError") + (4.5 * sampled.Number("standardError"))));
    }

    [Test]
    public void A_second_call_is_answered_from_the_cache()
    {
        string[] call = ["truth", "trained:2nd_argmax_4_3", "--method", "sampling", "--samples", "1e5", "--json"];
        string first = Value(call);
        Assert.That(Value(call), Is.EqualTo(first));

        string entry = Directory.GetFiles(Path.Combine(_algzoo.CacheFolder, "truth")).Single();
        var remembered = JsonNode.Parse(File.ReadAllText(entry))!;
        remembered["truth"]!["value"] = 0.5;
        File.WriteAllText(entry, remembered.ToJsonString());

        Assert.That(Value(call), Is.EqualTo("0.5"), "what the cache holds is what is answered");
        Assert.That(Value([.. call, "--no-cache"]), Is.EqualTo(first), "the same bits without the cache");
        Assert.That(Directory.GetFiles(Path.Combine(_algzoo.CacheFolder, "truth")), Has.Length.EqualTo(1));
    }

    [Test]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        string[] call = ["truth", "trained:argmedian_8_5", "--samples", "3e5", "--quantity", "cross-entropy", "--no-cache", "--json", "--threads"];

        Assert.That(Value([.. call, "1"]), Is.EqualTo(Value([.. call, "2"])));
    }

    [Test]
    public void People_get_one_line_with_decimal_points()
    {
        string sampled = _algzoo.Run("truth", "handcrafted:3", "--method", "sampling", "--samples", "1e5").EndsWith(0).Output;
        string exact = _algzoo.Run("truth", "handcrafted:3").EndsWith(0).Output;

        Assert.That(sampled, Does.Match(@"^handcrafted:3  2nd_argmax  accuracy 0\.9999\d*  \(standard error \d\.\de-\d, 100,000 sequences, \d+\.\d s\)\n$"));
        Assert.That(exact, Does.Match(@"^handcrafted:3  2nd_argmax  accuracy 0\.9999145684\d*, error rate 8\.543151572\d*E-05  \(exact, exact-cones, \d+\.\d s\)\n$"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends SIGINT.")]
    public void Interrupting_the_sampling_ends_it()
    {
        using var running = _algzoo.Start("truth", OriginalModels.Path("algzoo_rnn_small.pth"), "--method", "sampling", "--samples", "1e12");
        // The last thing it says before it samples.
        running.WaitForError("is assumed");
        running.Interrupt();
        var result = running.ResultSoon().EndsWith(130);

        Assert.That(result.ErrorLines[^1], Is.EqualTo("algzoo: interrupted."));
        Assert.That(result.Output, Is.Empty);
    }

    private string Value(string[] call) => _algzoo.Run(call).EndsWith(0).Json.GetProperty("value").GetRawText();
}
