using static AlgZoo.Abstractions.Tests.Models.TestModels;

namespace AlgZoo.Abstractions.Tests.Models;

public sealed class AttentionTransformerTests
{
    [Test]
    public void Shapes_follow_from_the_tensors()
    {
        var model = Transformer(4, 3);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((model.HiddenSize, model.SequenceLength, model.OutputSize, model.Layers.Count), Is.EqualTo((4, 3, 3, 2)));
            Assert.That(model.ParameterCount, Is.EqualTo((3 * 12) + (2 * 64)));
            Assert.That(model.Tensors.Select(tensor => tensor.Name), Is.EqualTo(new[]
            {
                "embed.weight", "pos_embed.weight", "attns.0.in_proj_weight", "attns.0.out_proj.weight", "attns.1.in_proj_weight", "attns.1.out_proj.weight", "unembed.weight",
            }));
        }
    }

    [Test]
    public void The_packed_projection_holds_queries_keys_and_values_in_this_order()
    {
        var layer = Transformer(2, 3, layers: 1).Layers[0];
        float[] packed = Values(12, (ulong)AttentionTransformer.InProjectionName(0).Length);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(layer.Query.ToArray(), Is.EqualTo(packed[..4]));
            Assert.That(layer.Key.ToArray(), Is.EqualTo(packed[4..8]));
            Assert.That(layer.Value.ToArray(), Is.EqualTo(packed[8..]));
            Assert.That(layer.Output.Length, Is.EqualTo(4));
        }
    }

    private static IEnumerable<TestCaseData> BadTensors()
    {
        static TestCaseData Case(string message, Action<List<WeightTensor>> spoil)
        {
            var tensors = TransformerTensors(2, 3);
            spoil(tensors);
            return new TestCaseData(message, tensors).SetArgDisplayNames(message);
        }

        static Action<List<WeightTensor>> Replace(string name, params int[] shape) => tensors => tensors[tensors.FindIndex(tensor => tensor.Name == name)] = Tensor(name, shape);
        static Action<List<WeightTensor>> Remove(string name) => tensors => tensors.RemoveAll(tensor => tensor.Name == name);

        yield return Case("'embed.weight' is missing", Remove("embed.weight"));
        yield return Case("'pos_embed.weight' is missing", Remove("pos_embed.weight"));
        yield return Case("'unembed.weight' is missing", Remove("unembed.weight"));
        yield return Case("has 5 tensors, but 6 were given", Remove("attns.1.out_proj.weight"));
        yield return Case("'attns.0.in_proj_weight' is missing", tensors =>
        {
            Remove("attns.0.in_proj_weight")(tensors);
            Remove("attns.0.out_proj.weight")(tensors);
        });
        yield return Case("has 0 attention layers", tensors => tensors.RemoveAll(tensor => tensor.Name.StartsWith("attns", StringComparison.Ordinal)));
        yield return Case("has 17 attention layers", tensors =>
        {
            tensors.Clear();
            tensors.AddRange(TransformerTensors(2, 3, 17));
        });
        yield return Case("has 7 tensors, but 8 were given", tensors => tensors.Add(Tensor("bias", 2)));
        yield return Case("'pos_embed.weight' has shape [3] where a matrix", Replace("pos_embed.weight", 3));
        yield return Case("'embed.weight' has shape [4, 2] where [3, 2]", Replace("embed.weight", 4, 2));
        yield return Case("'unembed.weight' has shape [] where [3, 2]", Replace("unembed.weight"));
        yield return Case("'attns.1.in_proj_weight' has shape [2, 2] where [6, 2]", Replace("attns.1.in_proj_weight", 2, 2));
        yield return Case("'attns.0.out_proj.weight' has shape [2, 1] where [2, 2]", Replace("attns.0.out_proj.weight", 2, 1));
        yield return Case("sequence length 257 must not be above 256", Replace("pos_embed.weight", 257, 2));
    }

    [TestCaseSource(nameof(BadTensors))]
    public void Tensors_that_make_no_model_are_refused(string message, List<WeightTensor> tensors) =>
        Assert.That(() => new AttentionTransformer(tensors), Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void Other_weights_keep_the_shapes()
    {
        var model = Transformer(2, 3);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.WithTensors(model.Tensors).Tensors, Is.EqualTo(model.Tensors));
            Assert.That(() => model.WithTensors(Transformer(2, 3, 1).Tensors), Throws.ArgumentException.With.Message.Contains("1 layers"));
            Assert.That(() => model.WithTensors(Transformer(2, 4).Tensors), Throws.ArgumentException.With.Message.Contains("sequence length 4"));
        }
    }
}
