namespace AlgZoo.Zoo.Tests.Files;

/// <summary>Which task a file is for: everything that says something must agree.</summary>
public class IdentificationTests
{
    private static readonly ReluRnn Logits = ReluRnn.Create(3, [1, 2], [1, 2, 3, 4], [1, 2, 3, 4, 5, 6]);

    private static readonly ReluRnn Scalar = ReluRnn.Create(5, [1, 2], [1, 2, 3, 4], [1, 2]);

    [TestCase("argmedian_2_3_1073741824_4", "argmedian")]
    [TestCase("argmax_2_3", "argmax")]
    [TestCase("my-argoutlier (copy)", "argoutlier")]
    [TestCase("one_layer_16_hidden_94_acc_2nd_argmax", "2nd_argmax")]
    [TestCase("argmax2", null)]
    [TestCase("argmax_or_argmedian", null)]
    [TestCase("model", null)]
    public void File_names(string name, string? task)
    {
        var identified = Identify(Logits, name);

        Assert.That(identified.Task.Name, Is.EqualTo(task ?? "2nd_argmax"));
        Assert.That(identified.TaskIsAssumed, Is.EqualTo(task is null));
        Assert.That(identified.TaskSource, Is.EqualTo(task is null ? "assumed" : "from the file name"));
    }

    [Test]
    public void Given_task_is_taken_where_nothing_else_is_known()
    {
        var identified = Identify(Logits, "model", given: SequenceTask.Argoutlier);

        Assert.That((identified.Task.Name, identified.TaskSource, identified.TaskIsAssumed), Is.EqualTo(("argoutlier", "from --task", false)));
    }

    [Test]
    public void Median_length_from_the_name() => Assert.That(Identify(Scalar, "median_2_5_1048576_0").Model.SequenceLength, Is.EqualTo(5));

    [Test]
    public void Median_length_from_the_metadata() => Assert.That(Identify(Scalar, "model", metadata: ("sequence_length", "9")).Model.SequenceLength, Is.EqualTo(9));

    [Test]
    public void Median_without_a_length() => Assert.That(Refusal(Scalar, "median"), Does.Contain("name the file like AlgZoo does"));

    [TestCase("argmedian_2_3", "argmax", null, "The task is argmax (--task) but also argmedian (the file name)")]
    [TestCase("argmedian_2_3", null, "argmax", "The task is argmax (the metadata) but also argmedian (the file name)")]
    [TestCase("model", "argmax", "argmedian", "The task is argmax (--task) but also argmedian (the metadata)")]
    [TestCase("median_2_3", null, null, "The task median at length 3 has 1 outputs")]
    [TestCase("longest_cycle_2_3", null, null, "has token inputs")]
    [TestCase("2nd_argmax_4_3", null, null, "The hidden size is 2 (the shapes) but also 4 (the file name)")]
    [TestCase("2nd_argmax_2_4", null, null, "The sequence length is 3 (the shapes) but also 4 (the file name)")]
    public void Contradictions(string name, string? given, string? stored, string message)
    {
        var task = SequenceTask.TryParse(given, out var parsed) ? parsed : null;

        Assert.That(Refusal(Logits, name, task, stored is null ? null : ("task", stored)), Does.Contain(message));
    }

    [Test]
    public void Scalar_output_contradicts_other_tasks() =>
        Assert.That(Refusal(Scalar, "model", SequenceTask.Argmax), Does.Contain("The task is argmax (--task) but also median (the shapes)"));

    [Test]
    public void The_inner_name_counts()
    {
        byte[] file = new PthSample { Folder = "argmedian_2_2_1048576_0" }.ToArray();

        Assert.That(ModelFile.Read("x.pth", file, given: null).TaskSource, Is.EqualTo("from the name inside the archive"));
        Assert.That(Refused.Message(file, "argmax_2_2.pth"), Does.Contain("argmedian (the name inside the archive)"));
        Assert.That(Refused.Message(new PthSample { Folder = "argmedian_2_7" }.ToArray(), "x.pth"), Does.Contain("but also 7 (the name inside the archive)"));
    }

    [TestCase("task", "argmin", "the task 'argmin', which is none of")]
    [TestCase("sequence_length", "three", "'three', which is not a whole number")]
    [TestCase("sequence_length", "4", "The sequence length is 3 (the shapes) but also 4 (the metadata)")]
    public void Bad_metadata(string key, string value, string message) => Assert.That(Refusal(Logits, "model", metadata: (key, value)), Does.Contain(message));

    [TestCase("0")]
    [TestCase("1025")]
    [TestCase("2147483647")]
    public void Impossible_lengths(string length) => Assert.That(Refusal(Scalar, "model", metadata: ("sequence_length", length)), Does.Contain("is not between 1 and 1024"));

    private static IdentifiedModel Identify(Model model, string name, SequenceTask? given = null, (string Key, string Value)? metadata = null) =>
        ModelFile.Read($"{name}.safetensors", Encode(model, metadata), given);

    private static string Refusal(Model model, string name, SequenceTask? given = null, (string Key, string Value)? metadata = null) =>
        Refused.Message(Encode(model, metadata), $"{name}.safetensors", given);

    private static byte[] Encode(Model model, (string Key, string Value)? metadata)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (metadata is { } item)
        {
            texts.Add(item.Key, item.Value);
        }

        return SafetensorsEncoder.Encode(model.Tensors, texts);
    }
}
