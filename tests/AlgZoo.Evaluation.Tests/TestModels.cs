namespace AlgZoo.Evaluation.Tests;

/// <summary>Small models that are fast to evaluate.</summary>
internal static class TestModels
{
    /// <summary>A perfect second argmax at length 2.</summary>
    public static ReluRnn SecondArgmax2 { get; } = ReluRnn.Create(2, [1, -1], [-1, 1, 1, -1], [1, -1, -1, 1]);

    /// <summary>A random transformer at length 3: 27 inputs, so that its truth is exact.</summary>
    public static AttentionTransformer Transformer3 { get; } = RandomTransformer(d: 2, n: 3);

    public static AttentionTransformer RandomTransformer(int d, int n)
    {
        var random = new RandomStream(RandomAddress.Root(3).Child("test-transformer"));
        WeightTensor Tensor(string name, int rows)
        {
            float[] values = new float[rows * d];
            random.FillGaussian(values);
            return new WeightTensor(name, [rows, d], values);
        }

        return new AttentionTransformer([Tensor("embed.weight", n), Tensor("pos_embed.weight", n), Tensor("attns.0.in_proj_weight", 3 * d), Tensor("attns.0.out_proj.weight", d), Tensor("unembed.weight", n)]);
    }
}
