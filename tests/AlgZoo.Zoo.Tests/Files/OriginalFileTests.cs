using System.Text.Json;
using AlgZoo.Numerics;
using AlgZoo.Tests.Support;

namespace AlgZoo.Zoo.Tests.Files;

/// <summary>AlgZoo's own files, against what PyTorch says of them.</summary>
public class OriginalFileTests
{
    private readonly ModelLibrary _library = new(Path.Combine(Path.GetTempPath(), "no-such-folder"));

    [Test]
    public void The_article_s_model_is_known_by_its_inner_name()
    {
        var loaded = _library.Load(OriginalModels.Path("algzoo_rnn_blog.pth"));

        Assert.That(loaded.Task, Is.SameAs(SequenceTask.SecondArgmax));
        Assert.That(loaded.TaskSource, Is.EqualTo("from the name inside the archive"));
        Assert.That((loaded.Model.HiddenSize, loaded.Model.SequenceLength, loaded.Model.OutputSize, loaded.Model.ParameterCount), Is.EqualTo((16, 10, 10, 432)));
    }

    [Test]
    public void M2_2_has_its_published_weights()
    {
        var loaded = _library.Load(OriginalModels.Path("algzoo_rnn_small.pth"));
        var model = (ReluRnn)loaded.Model;

        Assert.That((loaded.Task.Name, loaded.TaskIsAssumed), Is.EqualTo(("2nd_argmax", true)));
        Assert.That(model.InputWeights.ToArray(), Is.EqualTo(new[] { 4.174038f, -6.7540298f }));
        Assert.That(model.RecurrentWeights.ToArray(), Is.EqualTo(new[] { -.38212356f, 1.2886474f, 1.847114f, -.75152266f }));
        Assert.That(model.OutputWeights.ToArray(), Is.EqualTo(new[] { 9.540969f, -25.69231f, -9.538148f, 25.63807f }));
    }

    [Test]
    public void The_transformer_is_known_by_its_shapes()
    {
        var loaded = _library.Load(OriginalModels.Path("algzoo_transformer_small.pth"));

        Assert.That(loaded.Task, Is.SameAs(SequenceTask.LongestCycle));
        Assert.That(loaded.TaskSource, Is.EqualTo("from the shapes"));
        Assert.That((loaded.Model.HiddenSize, loaded.Model.SequenceLength, loaded.Model.ParameterCount), Is.EqualTo((2, 3, 50)));
        Assert.That(((AttentionTransformer)loaded.Model).Layers, Has.Count.EqualTo(2));
    }

    [Test]
    public void Both_forms_of_M2_2_are_equal()
    {
        var pth = _library.Load(OriginalModels.Path("algzoo_rnn_small.pth")).Model;
        var safetensors = _library.Load(OriginalModels.Path("rnn_2nd_argmax_h2_n2.safetensors")).Model;

        Assert.That(safetensors.Tensors.SelectMany(tensor => tensor.Values.ToArray()), Is.EqualTo(pth.Tensors.SelectMany(tensor => tensor.Values.ToArray())));
    }

    [TestCase("rnn_2nd_argmax_h2_n2.safetensors", "ref_2nd_argmax_h2_n2.json")]
    [TestCase("transformer_longest_cycle_h4_n4.safetensors", "ref_longest_cycle_h4_n4.json")]
    public void Outputs_are_those_of_PyTorch(string modelFile, string referenceFile)
    {
        var loaded = _library.Load(OriginalModels.Path(modelFile));
        using var reference = JsonDocument.Parse(File.ReadAllBytes(OriginalModels.Path(referenceFile)));
        double[][] inputs = Rows(reference.RootElement.GetProperty("input"));
        double[][] expected = Rows(reference.RootElement.GetProperty("output"));

        Assert.That(loaded.Task.Name, Is.EqualTo(reference.RootElement.GetProperty("task").GetString()));
        Assert.That(inputs, Is.Not.Empty);
        for (int i = 0; i < inputs.Length; i++)
        {
            double[] output = new double[loaded.Model.OutputSize];
            ReferenceForward.Evaluate(loaded.Model, inputs[i], output);
            for (int k = 0; k < output.Length; k++)
            {
                Assert.That(output[k], Is.EqualTo(expected[i][k]).Within(1e-4 * Math.Abs(expected[i][k])), $"sequence {i}, output {k}");
            }
        }
    }

    private static double[][] Rows(JsonElement array) => [.. array.EnumerateArray().Select(row => row.EnumerateArray().Select(item => item.GetDouble()).ToArray())];
}
