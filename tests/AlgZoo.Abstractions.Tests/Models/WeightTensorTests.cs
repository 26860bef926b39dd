namespace AlgZoo.Abstractions.Tests.Models;

public sealed class WeightTensorTests
{
    [Test]
    public void Values_are_copied()
    {
        float[] values = [3, 4];
        int[] shape = [2, 1];
        var tensor = new WeightTensor("w", shape, values);
        values[0] = 9;
        shape[0] = 9;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tensor.Values.ToArray(), Is.EqualTo(new[] { 3f, 4f }));
            Assert.That(tensor.Shape.ToArray(), Is.EqualTo(new[] { 2, 1 }));
            Assert.That(tensor.RootMeanSquare, Is.EqualTo(Math.Sqrt(12.5)).Within(1e-15));
        }
    }

    [TestCase(new[] { 2 }, 3)]
    [TestCase(new[] { 0 }, 0)]
    [TestCase(new[] { -1 }, 1)]
    [TestCase(new[] { int.MaxValue, int.MaxValue, int.MaxValue }, 1)]
    [TestCase(new[] { 65536, 65536, 65536, 65536 }, 0)]
    public void Shapes_that_do_not_fit_are_refused(int[] shape, int count) =>
        Assert.That(() => new WeightTensor("w", shape, new float[count]), Throws.ArgumentException.With.Message.Contains("'w'"));

    [TestCase(float.NaN)]
    [TestCase(float.NegativeInfinity)]
    public void Weights_that_are_not_finite_are_refused(float value) =>
        Assert.That(() => new WeightTensor("w", [1], [value]), Throws.ArgumentException.With.Message.Contains("must be finite"));

    [Test]
    public void A_tensor_needs_a_name() => Assert.That(() => new WeightTensor("", [1], [1]), Throws.ArgumentException);
}
