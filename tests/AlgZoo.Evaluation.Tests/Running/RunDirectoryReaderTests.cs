using System.Text;
using System.Text.Json.Nodes;
using AlgZoo.Evaluation.Tests.Scoring;

namespace AlgZoo.Evaluation.Tests.Running;

public sealed class RunDirectoryReaderTests
{
    private readonly TemporaryFolder _folder = new();

    private static Measurement[] Cells =>
    [
        TestRuns.Cell("e", 0, 100, 0.1, 90) with { Unmetered = [new UnmeteredSite("cos", UnmeteredKind.Native, "Own.Wave", "Own.cs:7", 4)], Metering = MeteringGrade.Partial, SetUpFlops = 3, Notes = ["n"] },
        TestRuns.Cell("e", 1, 100, null, 0, outcome: Outcome.Faulted) with { Details = ["at X"] },
        TestRuns.Cell("e", 2, 100, -0.1, 80) with { StandardError = 0.125, Explanation = [new ExplanationCheck("s", "d", 1)] },
    ];

    private string Manifest => _folder.Below("manifest.json");

    private string Measurements => _folder.Below("measurements.jsonl");

    [SetUp]
    public void WriteRun()
    {
        using var directory = RunDirectory.Create(_folder.Path);
        directory.Write(TestRuns.Manifest(["m"], ["e"], [100], 3) with
        {
            Advice = [new ManifestAdvice("e", "m", Outcome.Completed, 8, 70, OperationCounts.Of((OperationClass.AddDouble, 70)), MeteringGrade.Full, 2, 0.5, null)],
        });
        foreach (var cell in Cells)
        {
            directory.Append(cell);
        }
    }

    [TearDown]
    public void CleanUp() => _folder.Dispose();

    [Test]
    public void What_was_written_is_read_back()
    {
        byte[] manifest = File.ReadAllBytes(Manifest);
        byte[] measurements = File.ReadAllBytes(Measurements);
        var run = RunDirectory.Read(_folder.Path);
        using var copy = new TemporaryFolder();
        using (var directory = RunDirectory.Create(copy.Path))
        {
            directory.Write(run.Manifest);
            foreach (var measurement in run.Measurements)
            {
                directory.Append(measurement);
            }
        }

        Assert.That(File.ReadAllBytes(copy.Below("manifest.json")), Is.EqualTo(manifest));
        Assert.That(File.ReadAllBytes(copy.Below("measurements.jsonl")), Is.EqualTo(measurements));
    }

    [Test]
    public void A_run_that_goes_on_can_be_read()
    {
        using var writer = new FileStream(Measurements, FileMode.Append, FileAccess.Write, FileShare.Read);
        Assert.That(RunDirectory.Read(_folder.Path).Measurements, Has.Count.EqualTo(3));
    }

    // Every way to cut the file short: all whole lines are there, and what is left of the next one is dropped.
    [Test]
    public void A_torn_last_line_is_dropped()
    {
        byte[] whole = File.ReadAllBytes(Measurements);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Measurements, whole[..length]);
            int lines = whole[..length].Count(letter => letter == '\n');
            bool onlyTheNewLineIsMissing = whole[length] == '\n';
            Assert.That(RunDirectory.Read(_folder.Path).Measurements, Has.Count.EqualTo(onlyTheNewLineIsMissing ? lines + 1 : lines), $"the first {length} bytes");
        }
    }

    [Test]
    public void Unknown_fields_are_passed_over()
    {
        File.WriteAllText(Measurements, File.ReadAllText(Measurements).Replace("{\"estimator\"", "{\"novelty\":{\"a\":[1]},\"estimator\"", StringComparison.Ordinal));
        Edit(manifest => manifest["novelty"] = 1);
        Assert.That(RunDirectory.Read(_folder.Path).Measurements.Select(cell => cell.Draw), Is.EqualTo(new[] { 0, 1, 2 }));
    }

    [TestCase("\"draw\":1", "\"draw\":one", "'o' is an invalid start of a value")]
    [TestCase("\"draw\":1", "\"draw\":3", "the manifest has no draw 3")]
    [TestCase("\"draw\":1", "\"draw\":0", "the same cell was measured before")]
    [TestCase("\"estimator\":\"e\"", "\"estimator\":\"f\"", "the manifest has no estimator 'f'")]
    [TestCase("\"model\":\"m\"", "\"model\":\"n\"", "the manifest has no model 'n'")]
    [TestCase("\"budget\":100", "\"budget\":101", "the manifest has no budget 101")]
    [TestCase("\"outcome\":\"Faulted\"", "\"outcome\":\"Completed\"", "a completed cell has no value")]
    [TestCase("\"flops\":0", "\"flops\":-1", "its FLOPs are negative")]
    [TestCase("\"truth\":0.9", "\"truth\":1e999", "a number is infinite")]
    [TestCase("\"operations\":{}", "\"operations\":{\"addHalf\":1}", "'addHalf' is no class of operations that this version knows")]
    [TestCase("\"operations\":{}", "\"operations\":{\"addSingle\":-1}", "The count of 'addSingle' is no whole number of at least 0")]
    [TestCase("\"operations\":{},", "", "operations")]
    [TestCase("\"model\":\"m\"", "\"model\":null", "'Model'")]
    public void Damage_is_one_line_that_names_file_line_and_remedy(string text, string damaged, string reason)
    {
        string[] lines = File.ReadAllLines(Measurements);
        string line = lines[1].Replace(text, damaged, StringComparison.Ordinal);
        Assert.That(line, Is.Not.EqualTo(lines[1]));
        File.WriteAllLines(Measurements, [lines[0], line, lines[2]]);

        Assert.That(Message(), Does.StartWith($"{Measurements}, line 2: ").And.Contains(reason).And.EndsWith("; delete the line to score the others, or run the suite again.").And.Not.Contains("\n"));
    }

    [Test]
    public void Bytes_that_are_no_text_are_damage()
    {
        byte[] bytes = File.ReadAllBytes(Measurements);
        bytes[bytes.AsSpan().IndexOf("\"at X\""u8) + 2] = 0xff;
        File.WriteAllBytes(Measurements, bytes);
        Assert.That(Message(), Does.StartWith($"{Measurements}, line 2: "));
    }

    [Test]
    public void A_damaged_manifest_is_named_with_its_line()
    {
        string[] lines = File.ReadAllLines(Manifest);
        File.WriteAllLines(Manifest, [.. lines[..4], "  what?", .. lines[4..]]);
        Assert.That(Message(), Does.StartWith($"{Manifest}, line 5: ").And.EndsWith("; the file is damaged, run the suite again."));
    }

    [Test]
    public void A_manifest_that_contradicts_itself_is_refused()
    {
        Edit(manifest => manifest["models"]!.AsArray().Add(manifest["models"]![0]!.DeepClone()));
        Assert.That(Message(), Is.EqualTo($"{Manifest}: 'm' is named twice; run the suite again."));
    }

    [Test]
    public void A_sample_that_costs_nothing_is_refused()
    {
        Edit(manifest => manifest["models"]![0]!["samplingOperations"] = new JsonObject());
        Assert.That(Message(), Is.EqualTo($"{Manifest}: one sample of 'm' costs nothing; run the suite again."));
    }

    [TestCase("algzoo-run/1")]
    [TestCase("")]
    public void Another_format_is_refused(string schema)
    {
        Edit(manifest => manifest["schema"] = schema);
        Assert.That(Message(), Is.EqualTo($"{Manifest}: the format is '{schema}', and this version reads algzoo-run/2 only; run the suite again."));
    }

    [Test]
    public void A_folder_that_is_no_run_is_refused()
    {
        File.Delete(Measurements);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Message(), Is.EqualTo($"'{_folder.Path}' is no run directory: it has no measurements.jsonl; name a folder that `algzoo run` wrote."));
            Assert.That(() => RunDirectory.Read(_folder.Below("nowhere")), Throws.TypeOf<RunDirectoryException>().With.Message.EndsWith("there is no such folder; check the path."));
        }
    }

    private string Message() => Assert.Throws<RunDirectoryException>(() => RunDirectory.Read(_folder.Path))!.Message;

    private void Edit(Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Manifest))!;
        change(manifest);
        File.WriteAllText(Manifest, manifest.ToJsonString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
