using AlgZoo.Numerics;

namespace AlgZoo.Training.Tests;

internal sealed class TransformerGradientTests
{
    private static readonly (int HiddenSize, int SequenceLength, int Layers)[] Sizes = [(1, 2, 1), (2, 3, 2), (3, 4, 2), (5, 4, 1), (8, 6, 2), (4, 5, 3), (6, 3, 2)];

    [Test]
    public void Reference_gradient_is_the_limit_of_central_differences([ValueSource(nameof(Sizes))] (int HiddenSize, int SequenceLength, int Layers) size)
    {
        var reference = new TransformerReference(size.HiddenSize, size.SequenceLength, size.Layers);
        var batch = new TransformerBatch(size.HiddenSize, size.SequenceLength, size.Layers);
        int[] tokens = [.. batch.Inputs[..size.SequenceLength].Select(token => (int)token)];
        double[] parameters = [.. batch.Parameters.Select(weight => (double)weight)];
        double[] gradient = new double[parameters.Length];
        reference.Evaluate(parameters, tokens, batch.Labels[0], gradient);

        double[] differences = [.. Enumerable.Range(0, parameters.Length).Select(i => CentralDifference(parameters, i, p => reference.Evaluate(p, tokens, batch.Labels[0])))];

        Assert.That(RelativeDistance(differences, gradient), Is.LessThan(1e-8));
        double scale = gradient.Max(Math.Abs);
        for (int i = 0; i < gradient.Length; i++)
        {
            Assert.That(differences[i], Is.EqualTo(gradient[i]).Within(1e-6 * Math.Max(Math.Abs(gradient[i]), 1e-3 * scale)), $"parameter {i}");
        }
    }

    [Test]
    public void Gradient_agrees_with_the_reference([ValueSource(nameof(Sizes))] (int HiddenSize, int SequenceLength, int Layers) size, [Values(0.1f, 1)] float weightFactor)
    {
        var batch = new TransformerBatch(size.HiddenSize, size.SequenceLength, size.Layers, tiles: 3, weightFactor);
        var (loss, gradient) = batch.EvaluateReference();

        var (sums, actual) = batch.Evaluate(SimdPaths.Fastest);

        Assert.That(sums.Loss, Is.EqualTo(loss).Within(1e-6 * loss));
        Assert.That(RelativeDistance([.. actual.Select(x => (double)x)], gradient), Is.LessThan(2e-6));
    }

    [Test]
    public void Loss_and_hits_agree_with_the_forward_pass([ValueSource(nameof(Sizes))] (int HiddenSize, int SequenceLength, int Layers) size)
    {
        var batch = new TransformerBatch(size.HiddenSize, size.SequenceLength, size.Layers);
        var model = batch.Model;
        float[] outputs = new float[batch.Labels.Length * model.OutputSize];
        double[] losses = new double[batch.Labels.Length];
        double[] hits = new double[batch.Labels.Length];
        ForwardPass.Create(model).Evaluate(batch.Inputs, outputs);
        Losses.Evaluate(SequenceTask.LongestCycle, Quantity.CrossEntropy, batch.Inputs, outputs, losses);
        Losses.Evaluate(SequenceTask.LongestCycle, Quantity.Accuracy, batch.Inputs, outputs, hits);

        var (sums, _) = batch.Evaluate(SimdPaths.Fastest);

        Assert.That(sums.Loss, Is.EqualTo(losses.Sum()).Within(1e-6 * losses.Sum()));
        Assert.That(sums.Hits, Is.EqualTo(hits.Sum()));
    }

    [Test]
    public void All_paths_give_the_same_bits([ValueSource(nameof(Sizes))] (int HiddenSize, int SequenceLength, int Layers) size, [ValueSource(typeof(SupportedPaths), nameof(SupportedPaths.All))] SimdPath path)
    {
        var batch = new TransformerBatch(size.HiddenSize, size.SequenceLength, size.Layers, tiles: 3);

        var (sums, gradient) = batch.Evaluate(path);

        var (scalarSums, scalarGradient) = batch.Evaluate(SimdPath.Scalar);
        Assert.That(sums, Is.EqualTo(scalarSums));
        Assert.That(gradient.Select(BitConverter.SingleToInt32Bits), Is.EqualTo(scalarGradient.Select(BitConverter.SingleToInt32Bits)));
    }

    [Test]
    public void Token_that_is_never_seen_has_no_gradient()
    {
        var batch = new TransformerBatch(hiddenSize: 3, sequenceLength: 5, layers: 2);
        const int Unseen = 2;
        foreach (ref float token in batch.Inputs.AsSpan())
        {
            token = token == Unseen ? 0 : token;
        }

        var (_, gradient) = batch.Evaluate(SimdPaths.Fastest);

        float[][] rows = [.. gradient[..(5 * 3)].Chunk(3)];
        Assert.That(rows[Unseen], Is.All.Zero);
        Assert.That(rows.Where((_, token) => token != Unseen), Is.All.Not.All.Zero);
    }

    [Test]
    public void Confident_model_has_neither_tiny_gradients_nor_NaN([Values(30f, 1000f)] float weightFactor)
    {
        var batch = new TransformerBatch(hiddenSize: 8, sequenceLength: 6, layers: 2, tiles: 2, weightFactor);

        var (sums, gradient) = batch.Evaluate(SimdPaths.Fastest);

        Assert.That(double.IsFinite(sums.Loss), Is.True);
        Assert.That(gradient.Where(x => x != 0).Select(MathF.Abs), Is.All.InRange(1e-30f, float.MaxValue));
    }

    private static double CentralDifference(double[] parameters, int index, Func<double[], double> loss)
    {
        return ((4 * Difference(1e-3)) - Difference(2e-3)) / 3;

        double Difference(double step)
        {
            double[] moved = [.. parameters];
            moved[index] += step;
            double above = loss(moved);
            moved[index] = parameters[index] - step;
            return (above - loss(moved)) / (2 * step);
        }
    }

    private static double RelativeDistance(double[] values, double[] reference) =>
        Math.Sqrt(values.Zip(reference, (value, exact) => (value - exact) * (value - exact)).Sum() / reference.Sum(exact => exact * exact));
}
