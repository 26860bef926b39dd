using System.Text.Json;
using System.Text.Json.Nodes;
using static AlgZoo.Evaluation.Tests.Scoring.TestRuns;

namespace AlgZoo.Evaluation.Tests.Scoring;

public sealed class SurpriseScoreTests
{
    [Test]
    public void Means_are_those_of_the_ledgers_and_of_the_log_score()
    {
        var cells = new[] { Explained(0, 0.02, sigma: 0.01, 10, 5), Explained(1, -0.01, sigma: 0.01, 30), Explained(2, 0, sigma: 0.02, 22, 0) };
        var surprise = Surprise(cells);
        double[] left = [.. cells.Select(cell => PredictiveScore.BitsLeft(cell.Truth, 0, cell.Value!.Value, cell.StandardError!.Value, 1e-6))];
        double[] explanation = [15, 30, 22];
        double[] total = [.. explanation.Zip(left, (first, second) => first + second)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(surprise.Cells, Is.EqualTo(3));
            Assert.That(surprise.ExplanationBits, Is.EqualTo(67 / 3.0).Within(1e-12));
            Assert.That(surprise.ExplanationStandardError, Is.EqualTo(StandardError(explanation)).Within(1e-12));
            Assert.That(surprise.AdviceBits, Is.Zero);
            Assert.That(surprise.BitsLeft, Is.EqualTo(left.Average()).Within(1e-12));
            Assert.That(surprise.BitsLeftStandardError, Is.EqualTo(StandardError(left)).Within(1e-12));
            Assert.That(surprise.TotalBits, Is.EqualTo(total.Average()).Within(1e-12));
            Assert.That(surprise.TotalStandardError, Is.EqualTo(StandardError(total)).Within(1e-12));
            Assert.That(surprise.SigmaIsStated, Is.True);
            Assert.That(surprise.Resolution, Is.EqualTo(1e-6));
        }
    }

    [Test]
    public void A_sigma_that_is_not_stated_is_the_root_mean_squared_error_over_the_draws_less_the_truths_own()
    {
        var surprise = Surprise(Explained(0, 0.03, null, 1), Explained(1, -0.05, null, 1), Explained(2, 0.5, null, 1) with { Outcome = Outcome.Faulted, Value = null });
        double sigma = Math.Sqrt((0.0009 + 0.0025) / 2);
        Assert.That(surprise.BitsLeft, Is.EqualTo((PredictiveScore.BitsLeft(0.03, 0, 0, sigma, 1e-6) + PredictiveScore.BitsLeft(0.05, 0, 0, sigma, 1e-6)) / 2).Within(1e-9));
        Assert.That((surprise.SigmaIsStated, surprise.Cells), Is.EqualTo((false, 2)), "failures are not scored");

        var sampled = Surprise([.. new[] { 0.03, -0.05 }.Select((error, draw) => Explained(draw, error, null, 1) with { TruthStandardError = 0.01 })]);
        double ofEstimator = Math.Sqrt(((0.0009 + 0.0025) / 2) - 0.0001);
        Assert.That(sampled.BitsLeft, Is.EqualTo((PredictiveScore.BitsLeft(0.03, 0.01, 0, ofEstimator, 0.01) + PredictiveScore.BitsLeft(0.05, 0.01, 0, ofEstimator, 0.01)) / 2).Within(1e-9));
        Assert.That(sampled.Resolution, Is.EqualTo(0.01));
    }

    [Test]
    public void Without_a_ledger_in_every_cell_the_bits_left_alone_are_told()
    {
        var surprise = Surprise(Explained(0, 0.01, 0.01, 4), Explained(1, 0.01, 0.01) with { Explanation = null });
        Assert.That((surprise.ExplanationBits, surprise.ExplanationStandardError, surprise.TotalBits, surprise.TotalStandardError), Is.EqualTo(((double?)null, (double?)null, (double?)null, (double?)null)));
        Assert.That(surprise.BitsLeft, Is.Positive);
    }

    [Test]
    public void A_single_draw_has_no_standard_error()
    {
        var surprise = Surprise(Explained(0, 0.01, 0.01, 4));
        Assert.That((surprise.ExplanationBits, surprise.ExplanationStandardError, surprise.BitsLeftStandardError, surprise.TotalStandardError), Is.EqualTo((4, (double?)null, (double?)null, (double?)null)));
    }

    [Test]
    public void Advice_costs_eight_bits_a_byte_in_every_cell_of_its_model()
    {
        var manifest = Manifest(["m", "k"], ["e"], [1000], draws: 2) with
        {
            Advice =
            [
                new ManifestAdvice("e", "m", Outcome.Completed, 100, 0, OperationCounts.None, MeteringGrade.Full, 0, 0, null),
                new ManifestAdvice("e", "k", Outcome.Completed, 50, 0, OperationCounts.None, MeteringGrade.Full, 0, 0, null),
            ],
        };
        var scores = Scorer.Score(manifest, [.. new[] { "m", "k" }.SelectMany(model => Enumerable.Range(0, 2).Select(draw => Explained(draw, 0.01, 0.01, 4) with { Model = model }))]).Scores;
        Assert.That(scores.ToDictionary(score => score.Model, score => score.Surprise!.AdviceBits), Is.EqualTo(new Dictionary<string, double> { ["m"] = 800, ["k"] = 400, ["*"] = 600 }));
        Assert.That(scores.Select(score => score.Surprise!.TotalBits - score.Surprise.BitsLeft - score.Surprise.AdviceBits), Is.All.EqualTo(4.0).Within(1e-9));
    }

    // Five models are clusters: the standard error is that of their means. Two are strata: draws vary within each.
    [TestCase(5)]
    [TestCase(2)]
    public void Over_models_errors_are_clustered_as_those_of_the_efficiency_are(int models)
    {
        string[] names = [.. Enumerable.Range(0, models).Select(model => FormattableString.Invariant($"m{model}"))];
        double[][] bits = [.. names.Select((_, model) => new double[] { 10 * model, (10 * model) + 2, (10 * model) + 1 })];
        var cells = names.SelectMany((name, model) => bits[model].Select((value, draw) => Explained(draw, 0.01, 0.01, value) with { Model = name }));
        var surprise = Scorer.Score(Manifest(names, ["e"], [1000], draws: 3), [.. cells]).Scores.Single(score => string.Equals(score.Model, "*", StringComparison.Ordinal)).Surprise!;
        double expected = models == 5 ? StandardError([.. bits.Select(ofModel => ofModel.Average())]) : Math.Sqrt(bits.Sum(ofModel => Math.Pow(StandardError(ofModel), 2))) / 2;
        Assert.That(surprise.ExplanationBits, Is.EqualTo(bits.SelectMany(ofModel => ofModel).Average()).Within(1e-12));
        Assert.That(surprise.ExplanationStandardError, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Only_accuracies_are_accounted_for()
    {
        var manifest = Manifest(["m", "k"], ["e"], [1000], draws: 2);
        var mixed = manifest with { Models = [manifest.Models[0], manifest.Models[1] with { Quantity = "mean-squared-error" }] };
        var scores = Scorer.Score(mixed, [.. new[] { "m", "k" }.SelectMany(model => Enumerable.Range(0, 2).Select(draw => Explained(draw, 0.01, 0.01, 4) with { Model = model }))]).Scores;
        Assert.That(scores.ToDictionary(score => score.Model, score => score.Surprise is not null), Is.EqualTo(new Dictionary<string, bool> { ["m"] = true, ["k"] = false, ["*"] = false }));
    }

    [Test]
    public void What_failed_everywhere_has_no_surprise() =>
        Assert.That(Scorer.Score(Manifest(["m"], ["e"], [1000], draws: 1), [Cell("e", 0, 1000, null, 0, outcome: Outcome.Faulted)]).Scores.Single().Surprise, Is.Null);

    [Test]
    public void Scores_written_before_there_was_surprise_accounting_are_read()
    {
        var scores = Scorer.Score(Manifest(["m"], ["e"], [1000], draws: 2), [Explained(0, 0.01, 0.01, 4), Explained(1, 0.01, 0.01, 5)]);
        var json = JsonNode.Parse(RunDirectory.ToJson(scores))!;
        Assert.That((double)json["scores"]![0]!["surprise"]!["explanationBits"]!, Is.EqualTo(4.5));
        Assert.That(json["scores"]![0]!.AsObject().Remove("surprise"), Is.True);
        var read = JsonSerializer.Deserialize(json.ToJsonString(), EvaluationJson.Readable.RunScores)!;
        Assert.That(read.Scores.Single() with { Surprise = scores.Scores[0].Surprise }, Is.EqualTo(scores.Scores[0]));
    }

    private static Measurement Explained(int draw, double error, double? sigma, params double[] bits) =>
        Cell("e", draw, 1000, error, 1000) with { StandardError = sigma, Explanation = [.. bits.Select(value => new ExplanationCheck("step", "a check", value))] };

    private static SurpriseScore Surprise(params Measurement[] cells) => Scorer.Score(Manifest(["m"], ["e"], [1000], draws: cells.Length), cells).Scores.Single().Surprise!;

    private static double StandardError(double[] values) => Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1) / values.Length);
}
