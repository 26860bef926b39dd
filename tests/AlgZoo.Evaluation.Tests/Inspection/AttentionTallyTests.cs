namespace AlgZoo.Evaluation.Tests.Inspection;

internal sealed class AttentionTallyTests
{
    [Test]
    public void Without_queries_attention_is_even()
    {
        var patterns = Find(Transformer(n: 4, queries: 0));
        Assert.That(patterns.Layers, Has.Count.EqualTo(1));
        Assert.That(patterns.Layers[0], Has.Count.EqualTo(16).And.All.EqualTo(0.25).Within(1e-12));
    }

    // The query is 1 whatever the token, and the key is the position's embedding 0, 1, .., n-1: weights are a softmax of these over sqrt(2).
    [Test]
    public void Keys_by_position_give_their_softmax()
    {
        var patterns = Find(Transformer(n: 4, queries: 1));
        double[] weights = [.. Enumerable.Range(0, 4).Select(position => Math.Exp(position / Math.Sqrt(2)))];
        double[] expected = [.. weights.Select(weight => weight / weights.Sum())];
        Assert.That(patterns.Samples, Is.EqualTo(ShardedPass.BlockSize));
        Assert.That(patterns.Layers[0], Is.EqualTo(Enumerable.Repeat(expected, 4).SelectMany(row => row)).Within(1e-6));
    }

    // State (1, position): the query of every position is (0, q), the key the state.
    private static AttentionTransformer Transformer(int n, float queries) => new(
    [
        new WeightTensor("embed.weight", [n, 2], [.. Enumerable.Repeat(new float[] { 1, 0 }, n).SelectMany(row => row)]),
        new WeightTensor("pos_embed.weight", [n, 2], [.. Enumerable.Range(0, n).SelectMany(position => new float[] { 0, position })]),
        new WeightTensor("attns.0.in_proj_weight", [6, 2], [0, 0, queries, 0, 1, 0, 0, 1, 1, 0, 0, 1]),
        new WeightTensor("attns.0.out_proj.weight", [2, 2], new float[4]),
        new WeightTensor("unembed.weight", [n, 2], new float[2 * n]),
    ]);

    private static AttentionPatterns Find(AttentionTransformer model) =>
        ShardedPass.Run(ShardedPass.BlockSize, () => new AttentionTally(model, RandomAddress.Root(1)), CancellationToken.None).Patterns;
}
