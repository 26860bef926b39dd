using AlgZoo.Numerics;

namespace AlgZoo.Exact.Tests;

public sealed class LastInputSquaredErrorTests
{
    // The trapezoidal rule with 14,000 nodes: error below 1e-6 of the second moments that the inputs have.
    [Test]
    public void Agrees_with_quadrature([Values(1, 2, 3, 4, 5, 8)] int index, [Range(2, 7)] int length)
    {
        const double Step = 1.0 / 1000;
        var random = new RandomStream(RandomAddress.Root((ulong)((100 * length) + index)));
        var model = ScalarModel.Gaussian(2 * index, length, 1, random);
        float[] inputs = new float[length];
        random.FillGaussian(inputs);
        double[] offsets = ScalarModel.Offsets(model, inputs.AsSpan(..^1));
        double quadrature = 0;
        for (int i = -7000; i <= 7000; i++)
        {
            double x = i * Step;
            inputs[^1] = (float)x;
            double error = ScalarModel.Outputs(model, offsets, x)[0] - SequenceTask.Median.Target(inputs);
            quadrature += error * error * Gaussian.Density(x) * Step;
        }

        var task = RankTask.TryCreate(SequenceTask.Median, length)!;
        float[] singleOffsets = [.. offsets.Select(offset => (float)offset)];
        double exact = new LastInputSquaredError(model).Expectation(singleOffsets, task, AnswerWindow.Of(task, inputs.AsSpan(..^1)));
        Assert.That(exact, Is.EqualTo(quadrature).Within(2e-5 * (1 + quadrature)));
    }
}
