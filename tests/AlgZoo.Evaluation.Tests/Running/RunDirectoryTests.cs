using System.Text;
using System.Text.Json;
using AlgZoo.Evaluation.Tests.Scoring;

namespace AlgZoo.Evaluation.Tests.Running;

public sealed class RunDirectoryTests
{
    private static readonly string[] Documented =
    [
        "estimator", "model", "draw", "budget", "outcome", "value", "standardError", "flops", "declaredFlops", "operations", "metering", "seconds", "peakMemoryBytes", "truth", "truthStandardError", "truthVariance",
        "message",
    ];

    [Test]
    public void A_folder_that_holds_a_run_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Below("run");
        using (var first = RunDirectory.Create(path))
        {
            first.Append(TestRuns.Cell("e", 0, 100, 0.1, 100));
        }

        Assert.That(() => RunDirectory.Create(path), Throws.InstanceOf<IOException>().With.Message.Contains("already holds a run"));
        Assert.That(File.ReadAllLines(Path.Combine(path, "measurements.jsonl")), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_an_IOException()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Below("file"), "");
        Assert.That(() => RunDirectory.Create(folder.Below("file")), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void A_measurement_is_on_disk_when_it_has_been_appended()
    {
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        directory.Append(TestRuns.Cell("e", 0, 100, 0.1, 100));
        using var reader = new StreamReader(new FileStream(folder.Below("measurements.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.That(reader.ReadToEnd(), Does.EndWith("}\n"));
    }

    [Test]
    public void Concurrent_measurements_do_not_mix()
    {
        using var folder = new TemporaryFolder();
        using (var directory = RunDirectory.Create(folder.Path))
        {
            Parallel.For(0, 500, draw => directory.Append(TestRuns.Cell("e", draw, 100, 0.1, 100)));
        }

        var draws = File.ReadAllLines(folder.Below("measurements.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("draw").GetInt32());
        Assert.That(draws, Is.EquivalentTo(Enumerable.Range(0, 500)));
    }

    [Test]
    public void Every_measurement_has_the_documented_fields_and_only_known_additions()
    {
        var failed = TestRuns.Cell("e", 0, 100, null, 0, outcome: Outcome.Faulted);
        var full = TestRuns.Cell("e", 0, 100, 0.1, 100) with
        {
            StandardError = 0.1,
            LowerBound = 0,
            UpperBound = 1,
            PeakMemoryBytes = 1,
            Details = ["at X"],
            Notes = ["n"],
            Explanation = [new ExplanationCheck("s", "d", 1)],
            Unmetered = [new UnmeteredSite("cos", UnmeteredKind.Native, "Own.Wave", null, 4)],
            SetUpFlops = 3,
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Fields(failed), Is.EquivalentTo(Documented));
            Assert.That(Fields(full), Is.EquivalentTo((string[])[.. Documented, "lowerBound", "upperBound", "details", "notes", "explanation", "unmetered", "setUpFlops"]));
        }

        static IEnumerable<string> Fields(Measurement measurement) => Names(JsonSerializer.SerializeToElement(measurement, MeasurementJson.Default.Measurement));
    }

    [Test]
    public void Operations_are_written_by_class_and_without_zeros()
    {
        var cell = TestRuns.Cell("e", 0, 100, 0.1, 100) with { Operations = OperationCounts.Of((OperationClass.MultiplySingle, 4896), (OperationClass.GaussianDraw, 10)) };
        string json = JsonSerializer.Serialize(cell, MeasurementJson.Readable.Measurement);
        Assert.That(json, Does.Contain("""
            "operations":{"multiplySingle":4896,"gaussianDraw":10},"metering":"Full"
            """));
        Assert.That(JsonSerializer.Deserialize(json, MeasurementJson.Readable.Measurement), Is.EqualTo(cell));
    }

    [Test]
    public void Outcomes_kinds_and_verdicts_are_spelled_as_documented()
    {
        string[] outcomes = [.. Enum.GetValues<Outcome>().Select(outcome => JsonSerializer.SerializeToElement(TestRuns.Cell("e", 0, 1, null, 0, outcome: outcome), MeasurementJson.Default.Measurement).GetProperty("outcome").GetString()!)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes, Is.EqualTo(new[] { "Completed", "Faulted", "TimedOut", "OutOfMemory", "OverBudget", "Crashed", "InvalidEstimate", "ProtocolError", "NotSupported" }));
            Assert.That(Verdicts().Order(StringComparer.Ordinal), Is.EqualTo(new[] { "beats", "loses", "undecided" }));
            Assert.That(Scores().GetProperty("scores")[0].GetProperty("kind").GetString(), Is.EqualTo("Sampling"));
        }

        static IEnumerable<string> Verdicts() => Scores().GetProperty("scores").EnumerateArray().Select(score => score.GetProperty("verdict").GetString()!).Distinct();
    }

    [Test]
    public void Scores_have_the_documented_fields_and_only_known_additions()
    {
        var scores = Scores();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Names(scores), Is.EqualTo(new[] { "schema", "suite", "seed", "noise", "draws", "priceTable", "complete", "scores", "headline", "failures", "unmetered", "setUp" }));
            Assert.That(Names(scores.GetProperty("noise")), Is.EqualTo(new[] { "kind", "sigma" }));
            Assert.That(Names(scores.GetProperty("scores")[0]), Is.EqualTo(new[]
            {
                "estimator", "kind", "usesAdvice", "model", "budget", "cells", "failures", "flops", "mse", "mseStandardError", "resolvedMse", "bias", "samplingMse", "efficiency", "efficiencyIsLowerBound",
                "efficiencyLow", "efficiencyHigh", "metering", "verdict", "surprise",
            }));
            Assert.That(Names(scores.GetProperty("scores")[0].GetProperty("surprise")), Is.EqualTo(new[]
            {
                "cells", "explanationBits", "explanationStandardError", "adviceBits", "bitsLeft", "bitsLeftStandardError", "totalBits", "totalStandardError", "sigmaIsStated", "resolution",
            }));
            Assert.That(Names(scores.GetProperty("headline")[0]), Is.EqualTo(new[]
            {
                "rank", "estimator", "kind", "usesAdvice", "efficiency", "efficiencyIsLowerBound", "matchingHorizon", "horizonIsLowerBound", "budgets", "models", "failureRate", "metering",
            }));
        }
    }

    [TestCase("fr-FR")]
    [TestCase("ar-SA")]
    [TestCase("tr-TR")]
    public void Every_culture_writes_the_same_bytes(string culture)
    {
        byte[] invariant = WriteIn("");
        Assert.That(WriteIn(culture), Is.EqualTo(invariant));

        static byte[] WriteIn(string culture)
        {
            var before = Thread.CurrentThread.CurrentCulture;
            Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
            try
            {
                using var folder = new TemporaryFolder();
                using (var directory = RunDirectory.Create(folder.Path))
                {
                    directory.Append(TestRuns.Cell("e", 0, 1000, -0.0125, 1234567));
                    directory.Write(TestRuns.Manifest(["m"], ["e"], [1000], 1));
                    directory.Write(Scorer.Score(TestRuns.Manifest(["m"], ["e"], [1000], 1), [TestRuns.Cell("e", 0, 1000, -0.0125, 1234567)]));
                }

                return [.. Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];
            }
            finally
            {
                Thread.CurrentThread.CurrentCulture = before;
            }
        }
    }

    [Test]
    public void Files_are_replaced_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        directory.Write(TestRuns.Manifest(["a model with a long name, so that the second manifest is shorter"], ["e"], [1000], 1));
        directory.Write(TestRuns.Manifest(["m"], ["e"], [1000], 1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(JsonDocument.Parse(File.ReadAllBytes(folder.Below("manifest.json"))).RootElement.GetProperty("models")[0].GetProperty("reference").GetString(), Is.EqualTo("m"));
            Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "manifest.json", "measurements.jsonl", "run.lock", "run.owner" }));
            Assert.That(File.ReadAllBytes(folder.Below("manifest.json"))[0], Is.EqualTo((byte)'{'), "no byte order mark");
        }
    }

    private static JsonElement Scores()
    {
        Measurement[] cells = [.. TestRuns.Sharp("beats", 4, 1000, 1000, 4), .. TestRuns.Sharp("loses", 4, 1000, 1000, 0.25), .. TestRuns.Gaussian("undecided", 4, 1000, 1, seed: 1)];
        return JsonDocument.Parse(Encoding.UTF8.GetString(RunDirectory.ToJson(Scorer.Score(TestRuns.Manifest(["m"], ["beats", "loses", "undecided"], [1000], 4), cells)))).RootElement;
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
