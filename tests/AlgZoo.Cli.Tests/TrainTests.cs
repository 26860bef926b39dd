using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlgZoo.Cli.Tests;

/// <summary>algzoo train. Everything is decided by the seeds; nothing here depends on luck.</summary>
public sealed class TrainTests
{
    private static readonly string[] Tiny = ["train", "2nd_argmax", "--hidden-size", "4", "--seq-len", "3", "--sequences", "2^18", "--validation-sequences", "1e5"];

    // Long enough to be interrupted, more than once.
    private static readonly string[] Long = ["train", "2nd_argmax", "--hidden-size", "16", "--seq-len", "10", "--sequences", "2^23", "--seed", "1", "--validation-sequences", "1e5"];
    private const string LongName = "2nd_argmax_16_10_8388608_1";

    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    public void A_trained_model_is_there_in_both_formats_with_its_record_and_logs()
    {
        var document = _algzoo.Run([.. Tiny, "--seed", "2", "--json"]).EndsWith(0).Json;

        const string Name = "2nd_argmax_4_3_262144_2";
        Assert.That(FilesOf("trained"), Is.EqualTo(new[] { Name + ".json", Name + ".pth", Name + ".safetensors", $"train_{Name}.jsonl", $"val_{Name}.jsonl" }));
        Assert.That(document.Names(), Is.EqualTo(new[] { "task", "hiddenSize", "sequenceLength", "sequences", "batchSize", "folder", "seeds" }));
        var seed = document.Items("seeds").Single();
        Assert.That(seed.Names(), Is.EqualTo(new[] { "seed", "status", "quantity", "value", "standardError", "trainingLoss", "seconds", "path" }));
        Assert.That((seed.Text("status"), seed.Text("path")), Is.EqualTo(("Trained", Path.Combine("trained", Name + ".safetensors"))));
        Assert.That(seed.Number("value"), Is.InRange(0.6, 1), "2^18 sequences teach something; guessing scores a third");

        var record = JsonElement.Parse(File.ReadAllText(InTrained(Name + ".json")));
        Assert.That(record.Names(), Is.EqualTo(new[] { "model", "recipe", "sequences", "trainingLoss", "trainingAccuracy", "validation", "seconds", "frameworkVersion" }));
        var recipe = record.GetProperty("recipe");
        Assert.That(
            recipe.GetRawText().Where(c => !char.IsWhiteSpace(c)),
            Is.EqualTo("""{"task":"2nd_argmax","hiddenSize":4,"sequenceLength":3,"sequences":262144,"batchSize":128,"seed":2,"warmUpSteps":32,"learningRateScale":0.04,"weightDecay":0.001}"""));
        Assert.That(record.GetProperty("validation").Number("value"), Is.EqualTo(seed.Number("value")));
    }

    [TestCase("2nd_argmax_4_3_262144_0.pth")]
    [TestCase("2nd_argmax_4_3_262144_0.safetensors")]
    public void The_score_is_what_truth_says_of_the_file(string file)
    {
        double score = _algzoo.Run([.. Tiny, "--json"]).EndsWith(0).Json.Items("seeds").Single().Number("value");

        Assert.That(_algzoo.Run("truth", InTrained(file), "--json").EndsWith(0).Json.Number("value"), Is.EqualTo(score));
    }

    [Test]
    public void A_sampled_score_is_what_truth_says_with_its_seed_and_sequences()
    {
        _algzoo.Run("train", "median", "--hidden-size", "3", "--seq-len", "4", "--sequences", "1e5", "--validation-sequences", "2^15").EndsWith(0);
        var validation = JsonElement.Parse(File.ReadAllText(InTrained("median_3_4_100096_0.json"))).GetProperty("validation");

        var truth = _algzoo.Run("truth", InTrained("median_3_4_100096_0.pth"), "--samples", "2^15", "--json").EndsWith(0).Json;
        Assert.That((validation.Text("quantity"), validation.Text("method"), validation.Number("sequences")), Is.EqualTo(("mean-squared-error", "sampling", 32768.0)));
        Assert.That((truth.Number("value"), truth.Number("standardError")), Is.EqualTo((validation.Number("value"), validation.Number("standardError"))));
    }

    [Test]
    public void The_logs_have_the_fields_of_the_original()
    {
        _algzoo.Run("train", "2nd_argmax", "--hidden-size", "4", "--seq-len", "3", "--sequences", "2^19", "--batch-size", "96", "--validation-sequences", "1e5").EndsWith(0);
        var lines = JsonAssertions.ReadLines(InTrained("train_2nd_argmax_4_3_524352_0.jsonl"));
        var validation = JsonAssertions.ReadLines(InTrained("val_2nd_argmax_4_3_524352_0.jsonl")).Single();

        Assert.That(lines.Select(line => line.GetProperty("step").GetInt64()), Is.EqualTo(new long[] { 1024, 2048, 3072, 4096, 5120, 5462 }), "every 1024 steps, and the end");
        Assert.That(lines.Select(line => string.Join(' ', line.Names())), Is.All.EqualTo("step seconds loss accuracy lr"));
        Assert.That(lines.Select(line => line.Number("seconds")), Is.Ordered);
        Assert.That(lines[^1].Number("loss"), Is.LessThan(lines[0].Number("loss")));
        Assert.That(lines[^1].Number("lr"), Is.EqualTo(0.04 / 2 * 0.01).Within(1e-12), "the floor of the schedule");
        Assert.That(validation.Names(), Is.EqualTo(new[] { "step", "seconds", "loss", "accuracy" }));

        _algzoo.Run("train", "median", "--hidden-size", "2", "--seq-len", "3", "--sequences", "2^17", "--validation-sequences", "1e5").EndsWith(0);
        Assert.That(JsonAssertions.ReadLines(InTrained("train_median_2_3_131072_0.jsonl"))[0].Names(), Is.EqualTo(new[] { "step", "seconds", "loss", "lr" }), "a scalar output has no accuracy");
    }

    [Test]
    public void Several_seeds_side_by_side_are_what_they_are_one_after_the_other()
    {
        _algzoo.Run([.. Tiny, "--seeds", "0..2", "--threads", "3", "--out", "together"]).EndsWith(0);
        _algzoo.Run([.. Tiny, "--seeds", "0,2", "--threads", "1", "--out", "apart"]).EndsWith(0);
        _algzoo.Run([.. Tiny, "--seed", "1", "--threads", "2", "--out", "apart"]).EndsWith(0);

        Assert.That(Weights("apart"), Is.EqualTo(Weights("together")).And.Count.EqualTo(6));
        Assert.That(Weights("together").Values.Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(6), "no two are equal");
    }

    [Test]
    public void The_best_seed_is_kept_and_a_later_contest_remembers_the_others()
    {
        var first = _algzoo.Run([.. Tiny, "--seeds", "0..3", "--keep", "best", "--json"]).EndsWith(0);
        var scores = first.Json.Items("seeds");
        int best = Array.FindIndex(scores, seed => seed.Number("value") == scores.Max(other => other.Number("value")));

        Assert.That(Directory.GetFiles(_algzoo.Below("trained"), "*.pth").Select(Path.GetFileName), Is.EqualTo(new[] { FormattableString.Invariant($"2nd_argmax_4_3_262144_{best}.pth") }));
        Assert.That(scores.Select(seed => seed.Text("status")), Is.EqualTo(scores.Select((_, seed) => seed == best ? "Trained" : "NotKept")));
        Assert.That(first.Error, Does.Contain(FormattableString.Invariant($"kept seed {best}; deleted the weights and logs of ")));

        var before = Weights("trained");
        var second = _algzoo.Run([.. Tiny, "--seeds", "0..3", "--keep", "best", "--json"]).EndsWith(0);
        Assert.That(second.Json.Items("seeds").Select(seed => seed.Text("status")), Is.EqualTo(scores.Select((_, seed) => seed == best ? "AlreadyThere" : "NotKept")), "nothing is trained again");

        int[] losers = [.. Enumerable.Range(0, 4).Where(seed => seed != best)];
        var third = _algzoo.Run([.. Tiny, "--seeds", string.Join(',', losers), "--keep", "best", "--json"]).EndsWith(0).Json.Items("seeds");
        Assert.That(third.Count(seed => seed.Text("status") == "Trained"), Is.EqualTo(1), "the best of the losers has to be trained again");
        Assert.That(Weights("trained"), Is.SupersetOf(before).And.Count.EqualTo(4));
    }

    [Test]
    public void Checkpoints_are_those_of_the_original()
    {
        _algzoo.Run("train", "2nd_argmax", "--hidden-size", "2", "--seq-len", "2", "--sequences", "3e6", "--checkpoints", "powers-of-two", "--validation-sequences", "1e4").EndsWith(0);

        Assert.That(
            FilesOf("trained").Where(file => file.EndsWith(".pth", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "2nd_argmax_2_2_0_0.pth", "2nd_argmax_2_2_1048576_0.pth", "2nd_argmax_2_2_2097152_0.pth", "2nd_argmax_2_2_3000064_0.pth" }));
        var initial = JsonElement.Parse(File.ReadAllText(InTrained("2nd_argmax_2_2_0_0.json")));
        Assert.That((initial.GetProperty("sequences").GetInt64(), initial.GetProperty("trainingLoss").ValueKind), Is.EqualTo((0L, JsonValueKind.Null)));
        Assert.That(JsonAssertions.ReadLines(InTrained("val_2nd_argmax_2_2_3000064_0.jsonl")).Select(line => line.GetProperty("step").GetInt64()), Is.EqualTo(new long[] { 0, 8192, 16384, 23438 }));
    }

    [Test]
    public void The_preset_is_the_original_run()
    {
        using var running = _algzoo.Start("train", "2nd_argmax", "--hidden-size", "16", "--seq-len", "10", "--preset", "alg-zoo", "--validation-sequences", "1e4");
        running.WaitForError("1,073,741,824 sequences in batches of 1024, seeds 0, 1, 2, 3, 4, ");
        running.WaitFor(() => File.Exists(InTrained("2nd_argmax_16_10_0_0.json")), "initial weights");
        running.Interrupt();
        running.ResultSoon().EndsWith(130);

        var recipe = JsonElement.Parse(File.ReadAllText(InTrained("2nd_argmax_16_10_0_0.json"))).GetProperty("recipe");
        Assert.That((recipe.Number("warmUpSteps"), recipe.Number("learningRateScale"), recipe.Number("weightDecay")), Is.EqualTo((16384.0, 0.04, 0.001)));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends signals.")]
    public void A_run_that_was_interrupted_and_killed_ends_in_the_same_bits()
    {
        _algzoo.Run([.. Long, "--threads", "1", "--out", "uninterrupted"]).EndsWith(0);

        string log = _algzoo.Below($"cut/train_{LongName}.jsonl");
        using (var interrupted = Cut(log, lines: 3))
        {
            interrupted.Interrupt();
            var result = interrupted.ResultSoon().EndsWith(130);
            Assert.That(result.ErrorLines[^1], Is.EqualTo("interrupted: finished models and the states of the others were kept. The same command goes on."));
            Assert.That(result.Output, Is.Empty);
            Assert.That(FilesOf("cut"), Is.EqualTo(new[] { LongName + ".state", $"train_{LongName}.jsonl", $"val_{LongName}.jsonl" }));
        }

        using (var killed = Cut(log, Lines(log) + 3))
        {
            killed.Signal("KILL");
            killed.ResultSoon();
        }

        File.AppendAllText(log, """{"step":6""");
        var end = _algzoo.Run([.. Long, "--out", "cut"]).EndsWith(0);
        Assert.That(end.Error, Does.Match(@"seed 1: going on after [\d,]+ of 8,388,608 sequences"));
        Assert.That(Weights("cut"), Is.EqualTo(Weights("uninterrupted")).And.Count.EqualTo(2));
        Assert.That(JsonAssertions.ReadLines(log).Select(line => line.GetProperty("step").GetInt64()), Is.EqualTo(Enumerable.Range(1, 64).Select(i => 1024L * i)));
        Assert.That(FilesOf("cut"), Is.EqualTo(FilesOf("uninterrupted")), "no state is left");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends SIGINT.")]
    public void Two_processes_do_not_train_the_same_model()
    {
        using var first = Cut(_algzoo.Below($"cut/train_{LongName}.jsonl"), lines: 1);

        Assert.That(_algzoo.Run([.. Long, "--out", "cut"]).EndsWith(1).ErrorLines[^1], Does.StartWith($"algzoo: {LongName} is being trained there by another process; "));
        Assert.That(first.HasEnded, Is.False);
    }

    [Test]
    public void A_finished_model_is_not_trained_again_unless_forced()
    {
        _algzoo.Run(Tiny).EndsWith(0);
        File.WriteAllText(InTrained("2nd_argmax_4_3_262144_0.pth"), "changed");

        var again = _algzoo.Run(Tiny).EndsWith(0);
        Assert.That(again.Error, Does.Contain("seed 0: already there (2nd_argmax_4_3_262144_0)"));
        Assert.That(again.Output, Does.Contain("2nd_argmax_4_3_262144_0.safetensors"), "the table shows it");
        Assert.That(File.ReadAllText(InTrained("2nd_argmax_4_3_262144_0.pth")), Is.EqualTo("changed"));

        _algzoo.Run([.. Tiny, "--force"]).EndsWith(0);
        Assert.That(new FileInfo(InTrained("2nd_argmax_4_3_262144_0.pth")).Length, Is.GreaterThan(500));
    }

    [Test]
    public void Another_run_of_the_same_name_is_an_error_that_names_the_differences()
    {
        _algzoo.Run(Tiny).EndsWith(0);

        Assert.That(
            _algzoo.Run([.. Tiny, "--batch-size", "64"]).EndsWith(1).ErrorLines[^1],
            Is.EqualTo($"algzoo: {Path.Combine("trained", "2nd_argmax_4_3_262144_0.json")} is of another run: batch size was 128, is 64, warm-up steps was 32, is 64. Name another folder with --out, or train anew with --force."));
        Assert.That(
            _algzoo.Run([.. Tiny, "--checkpoints", "powers-of-two"]).EndsWith(1).ErrorLines[^1],
            Does.StartWith("algzoo: 2nd_argmax_4_3_262144_0 was trained without the checkpoints after 0 sequences; "));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends SIGINT.")]
    public void A_damaged_state_is_an_error_and_divergence_of_one_seed_does_not_end_the_others()
    {
        using (var interrupted = Cut(_algzoo.Below($"cut/train_{LongName}.jsonl"), lines: 1))
        {
            interrupted.Interrupt();
            interrupted.ResultSoon().EndsWith(130);
        }

        string path = _algzoo.Below($"cut/{LongName}.state");
        var state = JsonNode.Parse(File.ReadAllText(path))!;
        byte[] parameters = Convert.FromBase64String((string)state["parameters"]!);
        BitConverter.TryWriteBytes(parameters, float.NaN);
        state["parameters"] = Convert.ToBase64String(parameters);
        File.WriteAllText(path, state.ToJsonString());
        Assert.That(_algzoo.Run([.. Long, "--out", "cut"]).EndsWith(1).ErrorLines[^1], Is.EqualTo($"algzoo: {Path.Combine("cut", LongName)}.state is damaged; train anew with --force, or name another folder with --out."));

        byte[] all = [.. parameters, .. Convert.FromBase64String((string)state["firstMoments"]!), .. Convert.FromBase64String((string)state["secondMoments"]!)];
        state["sha256"] = Convert.ToHexStringLower(SHA256.HashData(all));
        File.WriteAllText(path, state.ToJsonString());
        string[] both = [.. Long];
        both[Array.IndexOf(both, "--seed")] = "--seeds";
        both[Array.IndexOf(both, "--seeds") + 1] = "1,0";
        var result = _algzoo.Run([.. both, "--threads", "1", "--out", "cut", "--json"]).EndsWith(2);
        Assert.That(result.Json.Items("seeds").Select(seed => seed.Text("status")), Is.EqualTo(new[] { "Diverged", "Trained" }));
        Assert.That(result.Error, Does.Match(@"seed 1: diverged at step [\d,]+; "));
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_one_line()
    {
        File.WriteAllText(_algzoo.Below("trained"), "a file");

        var result = _algzoo.Run(Tiny).EndsWith(3);
        Assert.That(result.ErrorLines[^1], Does.StartWith("algzoo: ").And.Contains("trained"));
        Assert.That(result.Output, Is.Empty);
    }

    [Test]
    public void What_was_trained_survives_weights_that_cannot_be_written()
    {
        string obstacle = InTrained("2nd_argmax_4_3_262144_0.pth");
        Directory.CreateDirectory(obstacle);
        var refused = _algzoo.Run(Tiny).EndsWith(3);
        Assert.That(refused.ErrorLines[^1], Does.Match(@"^algzoo: trained.2nd_argmax_4_3_262144_0\.pth cannot be written: .+; make room or correct the permissions\.$"));

        Directory.Delete(obstacle);
        Assert.That(_algzoo.Run(Tiny).EndsWith(0).Error, Does.Contain("seed 0: going on after 262,144 of 262,144 sequences"));
        Assert.That(FilesOf("trained"), Has.Length.EqualTo(5));
    }

    [Test]
    public void People_get_a_table()
    {
        var result = _algzoo.Run([.. Tiny, "--seeds", "1,0"]).EndsWith(0);

        Assert.That(result.Output, Does.Match(@"seed +accuracy +standard error +training loss +seconds +file"));
        Assert.That(result.Output, Does.Match(@"(?s) 1 +0\.\d{6} +exact +\d\.\d{4} +\d+\.\d +trained.2nd_argmax_4_3_262144_1\.safetensors.* 0 +0\."));
        Assert.That(result.ErrorLines[0], Does.Match(@"^2nd_argmax, hidden size 4, sequence length 3: 262,144 sequences in batches of 128, seeds 1, 0, threads \d+$"));
    }

    private RunningCommand Cut(string log, int lines)
    {
        var running = _algzoo.Start([.. Long, "--out", "cut"]);
        running.WaitFor(() => Lines(log) >= lines, string.Create(CultureInfo.InvariantCulture, $"{lines} lines in the log"));
        return running;
    }

    private static int Lines(string path)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(log);
        return reader.ReadToEnd().Count(letter => letter == '\n');
    }

    private string InTrained(string file) => _algzoo.Below(Path.Combine("trained", file));

    private string[] FilesOf(string folder) => [.. Directory.GetFiles(_algzoo.Below(folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    // The weights as text: every bit of them.
    private Dictionary<string, string> Weights(string folder) => FilesOf(folder)
        .Where(file => file.EndsWith(".pth", StringComparison.Ordinal) || file.EndsWith(".safetensors", StringComparison.Ordinal))
        .ToDictionary(file => file, file => Convert.ToBase64String(File.ReadAllBytes(_algzoo.Below(Path.Combine(folder, file)))), StringComparer.Ordinal);
}
