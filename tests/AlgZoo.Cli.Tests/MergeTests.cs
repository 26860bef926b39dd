using System.Text.Json;

namespace AlgZoo.Cli.Tests;

public sealed class MergeTests
{
    private static readonly string[] Suite = ["--model", "trained:2nd_argmax_4_3", "--draws", "4", "--truth-samples", "1e5", "--budget", "1e3,1e4", "--noise", "relative:0.05", .. Command.NineEstimators];

    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    public void Merged_shards_have_the_scores_of_the_run_that_was_not_split()
    {
        var whole = _algzoo.Run(["run", .. Suite, "--out", "whole"]).EndsWith(0);
        foreach (string index in (string[])["1", "2", "3"])
        {
            var scores = _algzoo.Run(["run", .. Suite, "--shard", index + "/3", "--out", "shard-" + index, "--json"]).EndsWith(0).Json;
            Assert.That(scores.GetProperty("complete").GetBoolean(), "all of its own cells are there");
        }

        var merged = _algzoo.Run("merge", "shard-2", "shard-3", "shard-1", "--out", "merged").EndsWith(0);

        Assert.That(merged.Output.Replace("merged", "whole", StringComparison.Ordinal), Is.EqualTo(whole.Output), "the same table");
        Assert.That(File.ReadAllText(_algzoo.Below("merged/scores.csv")), Is.EqualTo(File.ReadAllText(_algzoo.Below("whole/scores.csv"))));
        Assert.That(File.ReadAllText(_algzoo.Below("merged/scores.json")), Is.EqualTo(File.ReadAllText(_algzoo.Below("whole/scores.json"))));
        Assert.That(JsonAssertions.ReadLines(_algzoo.Below("merged/measurements.jsonl")).Select(cell => cell.Number("draw")), Is.Ordered.And.Exactly(9 * 4 * 2).Items);
        Assert.That(JsonElement.Parse(File.ReadAllText(_algzoo.Below("merged/manifest.json"))).GetProperty("shard").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(_algzoo.Run("merge", "shard-1", "shard-2", "shard-3", "--out", "again", "--json").EndsWith(0).Output, Is.EqualTo(File.ReadAllText(_algzoo.Below("whole/scores.json")) + "\n"));
        Assert.That(_algzoo.Run("run", "--resume", "merged").EndsWith(0).ErrorLines, Has.Member("nothing was left to do: all 72 cells had been measured."));
    }

    [Test]
    public void A_shard_is_continued_as_that_shard()
    {
        _algzoo.Run(["run", .. Suite, "--shard", "2/2", "--out", "shard"]).EndsWith(0);
        byte[] scores = File.ReadAllBytes(_algzoo.Below("shard/scores.json"));
        string measurements = _algzoo.Below("shard/measurements.jsonl");
        File.WriteAllLines(measurements, File.ReadAllLines(measurements)[..7]);

        Assert.That(_algzoo.Run("merge", "shard", "--out", "merged").EndsWith(1).ErrorLines, Is.EqualTo(new[]
        {
            "algzoo: The run is not whole. Missing shards: 1/2; run each with --shard and name its folder. Unfinished shards: 2/2 lacks 29 cells (`algzoo run --resume shard` finishes it).",
        }));
        _algzoo.Run("run", "--resume", "shard", "--live").EndsWith(0);
        Assert.That(File.ReadAllText(_algzoo.Below("shard/report.html")), Does.StartWith("<!DOCTYPE html>").And.Not.Contains("data-refresh"));
        Assert.That(File.ReadAllBytes(_algzoo.Below("shard/scores.json")), Is.EqualTo(scores));
        Assert.That(Directory.Exists(_algzoo.Below("merged")), Is.False);
    }

    [Test]
    public void Mistakes_are_one_line()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Refusal("run", "--shard", "4/3"), Is.EqualTo("algzoo: --shard: '4/3' is no shard, such as 1/8 for the first of eight."));
            Assert.That(
                Refusal(["run", .. Suite, "--shard", "1/5"]),
                Is.EqualTo("algzoo: The run cannot be split into 5 shards: it has 4 noisy copies (models times draws), so that at most 4 shards have something to do."));
            Assert.That(Refusal("merge", "nowhere", "--out", "merged"), Is.EqualTo("algzoo: 'nowhere' is no run directory: there is no such folder; check the path."));
            Assert.That(Refusal("merge", "nowhere"), Does.Contain("--out"));
        }
    }

    private string Refusal(params string[] arguments) => _algzoo.Run(arguments).EndsWith(1).ErrorLines.Single();
}
