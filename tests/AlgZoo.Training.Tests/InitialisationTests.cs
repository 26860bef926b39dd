using AlgZoo.Numerics;

namespace AlgZoo.Training.Tests;

internal sealed class InitialisationTests
{
    // Mean and variance within 4.5 standard errors: each of the 18 comparisons fails by chance with probability 7e-6, were the seed not fixed.
    private const double StandardErrors = 4.5;

    [TestCase(ReluRnn.InputWeightsName, 0.125)]
    [TestCase(ReluRnn.RecurrentWeightsName, 0.125)]
    [TestCase(ReluRnn.OutputWeightsName, 0.125)]
    public void Rnn_weights_are_uniform_within_the_inverse_root_of_the_hidden_size(string name, double bound) =>
        EnsureUniform(ParameterLayout.Rnn(hiddenSize: 64, outputSize: 10), name, bound);

    [TestCase("attns.0.in_proj_weight", 0.15309310892394862)]
    [TestCase("attns.1.in_proj_weight", 0.15309310892394862)]
    [TestCase("attns.0.out_proj.weight", 0.125)]
    [TestCase("unembed.weight", 0.125)]
    public void Transformer_projections_are_uniform(string name, double bound) =>
        EnsureUniform(ParameterLayout.Transformer(hiddenSize: 64, sequenceLength: 6, layers: 2), name, bound);

    [TestCase(AttentionTransformer.EmbeddingName)]
    [TestCase(AttentionTransformer.PositionEmbeddingName)]
    public void Embeddings_are_standard_Gaussian(string name)
    {
        float[] values = Draw(ParameterLayout.Transformer(hiddenSize: 100, sequenceLength: 50, layers: 1), name);
        double variance = values.Average(value => (double)value * value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.Average(value => (double)value), Is.Zero.Within(StandardErrors / Math.Sqrt(values.Length)));
            Assert.That(variance, Is.EqualTo(1).Within(StandardErrors * Math.Sqrt(2.0 / values.Length)));
            Assert.That(values.Max(), Is.GreaterThan(2.5f));
        }
    }

    [Test]
    public void Tensors_have_the_names_and_shapes_of_the_models()
    {
        var rnn = ParameterLayout.Rnn(hiddenSize: 3, outputSize: 4);
        var transformer = ParameterLayout.Transformer(hiddenSize: 3, sequenceLength: 4, layers: 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new ReluRnn(4, rnn.WithValues(new float[rnn.Count])).Tensors.Select(tensor => tensor.Name), Is.EqualTo(rnn.Tensors.Select(tensor => tensor.Name)));
            Assert.That(
                new AttentionTransformer(transformer.WithValues(new float[transformer.Count])).Tensors.Select(tensor => tensor.Name),
                Is.EqualTo(transformer.Tensors.Select(tensor => tensor.Name)));
        }
    }

    private static float[] Draw(ParameterLayout layout, string name)
    {
        float[] parameters = InitialWeights.Draw(layout, RandomAddress.Root(3));
        return layout.Tensors.Single(tensor => tensor.Name == name).Of(parameters).ToArray();
    }

    private static void EnsureUniform(ParameterLayout layout, string name, double bound)
    {
        float[] values = Draw(layout, name);
        double variance = values.Average(value => (double)value * value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(values, Is.All.InRange((float)-bound, (float)bound));
            Assert.That(values.Average(value => (double)value), Is.Zero.Within(StandardErrors * bound / Math.Sqrt(3.0 * values.Length)));

            // A square of a uniform number has mean b^2/3 and variance 4 b^4 / 45.
            Assert.That(variance, Is.EqualTo(bound * bound / 3).Within(StandardErrors * bound * bound * Math.Sqrt(4.0 / (45 * values.Length))));
        }
    }
}
