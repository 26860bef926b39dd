using System.Buffers.Binary;

namespace AlgZoo.Zoo.Tests.Files;

public class PthFileTests
{
    [Test]
    public void Reads_views_into_one_storage()
    {
        var model = Read(new PthSample());

        Assert.That(model.InputWeights.ToArray(), Is.EqualTo(PthSample.InputWeights));
        Assert.That(model.RecurrentWeights.ToArray(), Is.EqualTo(PthSample.RecurrentWeights));
        Assert.That(model.OutputWeights.ToArray(), Is.EqualTo(PthSample.OutputWeights));
    }

    [Test]
    public void Honours_offset_and_stride()
    {
        // A transposed view that starts at the second of six elements.
        var sample = new PthSample { Pickle = PthSample.StateDict(outputElements: 6, outputOffset: 1, outputStrides: [1, 2]).ToArray(), OutputStorage = PthSample.Floats(99, 1, 2, 3, 4, 99) };

        Assert.That(Read(sample).OutputWeights.ToArray(), Is.EqualTo(new float[] { 1, 3, 2, 4 }));
    }

    [TestCase("DoubleStorage", 8)]
    [TestCase("HalfStorage", 2)]
    [TestCase("BFloat16Storage", 2)]
    public void Converts_other_floating_point_storages(string storageType, int size)
    {
        byte[] storage = new byte[4 * size];
        for (int i = 0; i < 4; i++)
        {
            float value = PthSample.OutputWeights[i];
            var element = storage.AsSpan(i * size);
            switch (storageType)
            {
                case "DoubleStorage": BinaryPrimitives.WriteDoubleLittleEndian(element, value); break;
                case "HalfStorage": BinaryPrimitives.WriteHalfLittleEndian(element, (Half)value); break;
                default: BinaryPrimitives.WriteUInt16LittleEndian(element, (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)); break;
            }
        }

        var sample = new PthSample { Pickle = PthSample.StateDict(storageType).ToArray(), OutputStorage = storage };

        Assert.That(Read(sample).OutputWeights.ToArray(), Is.EqualTo(PthSample.OutputWeights));
    }

    [Test]
    public void Missing_byte_order_means_little_endian() =>
        Assert.That(Read(new PthSample { ByteOrder = null }).OutputWeights.ToArray(), Is.EqualTo(PthSample.OutputWeights));

    [Test]
    public void The_device_does_not_matter()
    {
        byte[] pickle = PthSample.StateDict().ToArray();
        byte[] onGpu = [.. System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1.GetString(pickle).Replace("\u0003\0\0\0cpu", "\u0006\0\0\0cuda:0", StringComparison.Ordinal))];

        Assert.That(onGpu, Has.Length.EqualTo(pickle.Length + 9));
        Assert.That(Read(new PthSample { Pickle = onGpu }).OutputWeights.ToArray(), Is.EqualTo(PthSample.OutputWeights));
    }

    private static ReluRnn Read(PthSample sample) => (ReluRnn)ModelFile.Read("model.pth", sample.ToArray(), given: null).Model;
}
