namespace AlgZoo.Exact.Tests;

public sealed class SparseRecurrenceTests
{
    [Test]
    public void Agrees_with_dense_double_precision([Values(1, 2, 7, 8, 16, 33)] int hiddenSize, [Values(1, 2, 9)] int count)
    {
        var random = new RandomStream(RandomAddress.Root((ulong)hiddenSize));
        var model = ScalarModel.Gaussian(hiddenSize, count + 1, count + 1, random);
        var recurrence = new SparseRecurrence(model);
        float[] inputs = new float[count];
        float[] offsets = new float[hiddenSize];
        for (int round = 0; round < 20; round++)
        {
            random.FillGaussian(inputs);
            recurrence.Offsets(inputs, offsets);
            double[] expected = ScalarModel.Offsets(model, inputs);
            Assert.That(offsets.Select(offset => (double)offset), Is.EqualTo(expected).Within(2e-5 * (1 + expected.Max(Math.Abs))));
        }
    }

    // d = 2, W_hi = (1, -1), W_hh = ((0, 1), (1, 0)): one neuron is active after the first input and one after the second. A ray costs 2 + 2 + 2, its use 4, a step 4 + 2 + 2.
    [Test]
    public void Counts_active_columns_only()
    {
        var recurrence = new SparseRecurrence(ReluRnn.Create(2, [1, -1], [0, 1, 1, 0], [1, 0, 0, 1]));
        float[] offsets = new float[2];
        recurrence.Start(2, offsets);
        Assert.That(offsets, Is.EqualTo(new[] { 0f, 2f }));
        Assert.That(recurrence.Flops, Is.EqualTo(10));
        recurrence.Next(offsets, -1, offsets);
        Assert.That(offsets, Is.EqualTo(new[] { 3f, 0f }));
        Assert.That(recurrence.Flops, Is.EqualTo(18));
    }
}
