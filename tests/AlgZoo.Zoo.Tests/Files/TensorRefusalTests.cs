namespace AlgZoo.Zoo.Tests.Files;

public class TensorRefusalTests
{
    [Test]
    public void Storage_shorter_than_announced() => Assert.That(Refused.Message(new PthSample { OutputStorage = new byte[15] }.ToArray()), Does.Contain("has 15 bytes, where data.pkl announces 16"));

    [Test]
    public void Storage_longer_than_announced() => Assert.That(Refused.Message(new PthSample { OutputStorage = new byte[20] }.ToArray()), Does.Contain("has 20 bytes, where data.pkl announces 16"));

    [Test]
    public void Storage_of_another_type() => Assert.That(Message(PthSample.StateDict("DoubleStorage")), Does.Contain("has 16 bytes, where data.pkl announces 32"));

    [Test]
    public void Missing_storage() => Assert.That(Message(PthSample.StateDict(outputKey: "7")), Does.Contain("lacks storage '7'"));

    [Test]
    public void Storage_key_that_climbs() => Assert.That(Message(PthSample.StateDict(outputKey: "../data.pkl")), Does.Contain("lacks storage"));

    [Test]
    public void Huge_storage() => Assert.That(Message(PthSample.StateDict(outputElements: int.MaxValue)), Does.Contain("announces 8589934588"));

    [Test]
    public void Negative_storage() => Assert.That(Message(PthSample.StateDict(outputElements: -1)), Does.Contain("persistent id"));

    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public void Negative_offset(int offset) => Assert.That(Message(PthSample.StateDict(outputOffset: offset)), Does.Contain("negative offset"));

    [TestCase(1)]
    [TestCase(int.MaxValue)]
    public void Offset_beyond_the_storage(int offset) => Assert.That(Message(PthSample.StateDict(outputOffset: offset)), Does.Contain("of a storage of 4"));

    [TestCase(0, 2)]
    [TestCase(-2, 2)]
    [TestCase(2, int.MinValue)]
    public void Sizes_below_one(int rows, int columns) => Assert.That(Message(PthSample.StateDict(outputShape: [rows, columns])), Does.Contain("a size below 1"));

    [TestCase(-2, 1)]
    [TestCase(2, -1)]
    public void Negative_stride(int row, int column) => Assert.That(Message(PthSample.StateDict(outputStrides: [row, column])), Does.Contain("negative offset or stride"));

    [TestCase(3, 1)]
    [TestCase(int.MaxValue, 1)]
    [TestCase(int.MaxValue, int.MaxValue)]
    public void View_outside_its_storage(int row, int column) => Assert.That(Message(PthSample.StateDict(outputStrides: [row, column])), Does.Contain("of a storage of 4"));

    [TestCase(5, 1)]
    [TestCase(65536, 65536)]
    [TestCase(int.MaxValue, int.MaxValue)]
    public void More_elements_than_the_storage(int rows, int columns) =>
        Assert.That(Message(PthSample.StateDict(outputShape: [rows, columns], outputStrides: [0, 0])), Does.Contain("more elements than its storage"));

    [TestCase]
    [TestCase(1, 1, 1, 1, 1)]
    public void Unsupported_ranks(params int[] shape) =>
        Assert.That(Message(PthSample.StateDict(outputShape: shape, outputStrides: shape)), Does.Contain($"{shape.Length} sizes and {shape.Length} strides"));

    [Test]
    public void Sizes_and_strides_of_different_number() => Assert.That(Message(PthSample.StateDict(outputStrides: [1])), Does.Contain("2 sizes and 1 strides"));

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void Non_finite_weights(float weight) =>
        Assert.That(Refused.Message(new PthSample { OutputStorage = PthSample.Floats(1, weight, 2, 3) }.ToArray()), Does.Contain("'linear.weight'").And.Contain("must be finite"));

    [Test]
    public void Weights_that_are_too_large_for_float32()
    {
        byte[] storage = [.. Enumerable.Repeat(BitConverter.GetBytes(1e300), 4).SelectMany(bytes => bytes)];

        Assert.That(Refused.Message(new PthSample { Pickle = PthSample.StateDict("DoubleStorage").ToArray(), OutputStorage = storage }.ToArray()), Does.Contain("must be finite"));
    }

    [Test]
    public void Missing_tensor() => Assert.That(Message(PthSample.StateDict(outputName: "linear.bias")), Does.Contain("'linear.weight' is missing"));

    [Test]
    public void Inconsistent_rank() =>
        Assert.That(Message(PthSample.StateDict(outputShape: [4], outputStrides: [1])), Does.Contain("'linear.weight' has shape [4] where a matrix is needed"));

    [Test]
    public void Inconsistent_hidden_size() =>
        Assert.That(Message(PthSample.StateDict(outputShape: [4, 1], outputStrides: [1, 1])), Does.Contain("'linear.weight' has shape [4, 1] where [4, 2] is needed"));

    [Test]
    public void Extra_tensor()
    {
        byte[] pickle = PthSample.StateDict().ToArray();
        var extra = new PickleWriter().Text("linear.bias").Tensor("FloatStorage", "1", 4, 0, [2], [1]);
        int end = pickle.AsSpan().LastIndexOf("u}"u8);

        Assert.That(Message(new PickleWriter().Raw(pickle.AsSpan(0, end)).Raw(extra.ToArray()).Raw(pickle.AsSpan(end))), Does.Contain("3 tensors, but 4 were given"));
    }

    [Test]
    public void Many_tensors_of_one_storage()
    {
        var pickle = PickleWriter.Protocol2().Op('}').Op('(');
        for (int i = 0; i < 65; i++)
        {
            pickle.Text($"t{i}").Tensor("FloatStorage", "1", 4, 0, [4], [1]);
        }

        Assert.That(Message(pickle.Op('u').Op('.')), Does.Contain("has 65 tensors"));
    }

    [Test]
    public void Views_that_would_multiply_a_large_storage()
    {
        const int Elements = 3_000_000;
        var pickle = PickleWriter.Protocol2().Op('}').Op('(');
        for (int i = 0; i < 60; i++)
        {
            pickle.Text($"t{i}").Tensor("FloatStorage", "1", Elements, 0, [Elements], [1]);
        }

        byte[] file = new PthSample { Pickle = pickle.Op('u').Op('.').ToArray(), OutputStorage = new byte[4 * Elements] }.ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(Refused.Message(file), Does.Contain("more than 4194304 weights"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(3L * FileLimits.FileBytes));
    }

    private static string Message(PickleWriter pickle) => Refused.Message(new PthSample { Pickle = pickle.ToArray() }.ToArray());
}
