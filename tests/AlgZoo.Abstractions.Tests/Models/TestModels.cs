namespace AlgZoo.Abstractions.Tests.Models;

/// <summary>Models of given shapes with random weights.</summary>
internal static class TestModels
{
    public static ReluRnn Rnn(int d, int n, int? outputs = null) => ReluRnn.Create(n, Values(d, 1), Values(d * d, 2), Values((outputs ?? n) * d, 3));

    public static AttentionTransformer Transformer(int d, int n, int layers = 2) => new(TransformerTensors(d, n, layers));

    public static List<WeightTensor> TransformerTensors(int d, int n, int layers = 2)
    {
        var tensors = new List<WeightTensor> { Tensor("embed.weight", n, d), Tensor("pos_embed.weight", n, d), Tensor("unembed.weight", n, d) };
        for (int layer = 0; layer < layers; layer++)
        {
            tensors.Add(Tensor(AttentionTransformer.InProjectionName(layer), 3 * d, d));
            tensors.Add(Tensor(AttentionTransformer.OutProjectionName(layer), d, d));
        }

        return tensors;
    }

    public static WeightTensor Tensor(string name, params int[] shape) => new(name, shape, Values(shape.Aggregate(1, (product, extent) => product * extent), (ulong)name.Length));

    public static float[] Values(int count, ulong seed)
    {
        float[] values = new float[count];
        new RandomStream(RandomAddress.Root(seed)).FillGaussian(values);
        return values;
    }
}
