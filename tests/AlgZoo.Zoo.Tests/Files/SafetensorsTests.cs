using System.Buffers.Binary;
using System.Text;

namespace AlgZoo.Zoo.Tests.Files;

public class SafetensorsTests
{
    private const string Tensors =
        """
        "rnn.weight_ih_l0":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"rnn.weight_hh_l0":{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]}
        """;

    private const string Output = """
        "linear.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[24,40]}
        """;

    [Test]
    public void Round_trip_keeps_every_bit_and_the_metadata()
    {
        var model = ReluRnn.Create(7, [1, float.Epsilon, -0f], [float.MaxValue, 2, 3, 4, 5, 6, 7, 8, -1e-30f], [9, 10, 11]);
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, model, SequenceTask.Median, new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "ä\"\n" });

        var read = ModelFile.Read("m.safetensors", stream.ToArray(), given: null);

        Assert.That(read.Task, Is.SameAs(SequenceTask.Median));
        Assert.That(read.TaskSource, Is.EqualTo("from the metadata"));
        Assert.That(read.Model.SequenceLength, Is.EqualTo(7));
        Assert.That(read.Metadata["note"], Is.EqualTo("ä\"\n"));
        for (int i = 0; i < model.Tensors.Count; i++)
        {
            Assert.That(read.Model.Tensors[i].Name, Is.EqualTo(model.Tensors[i].Name));
            Assert.That(Bits(read.Model.Tensors[i]), Is.EqualTo(Bits(model.Tensors[i])));
        }

        static uint[] Bits(WeightTensor tensor) => [.. tensor.Values.ToArray().Select(BitConverter.SingleToUInt32Bits)];
    }

    [Test]
    public void Transformers_round_trip()
    {
        WeightTensor Tensor(string name, int rows, int columns) => new(name, [rows, columns], [.. Enumerable.Range(0, rows * columns).Select(i => i - 2.5f)]);
        var model = new AttentionTransformer([Tensor("embed.weight", 3, 2), Tensor("pos_embed.weight", 3, 2), Tensor("attns.0.in_proj_weight", 6, 2), Tensor("attns.0.out_proj.weight", 2, 2), Tensor("unembed.weight", 3, 2)]);
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, model, SequenceTask.LongestCycle);

        var read = ModelFile.Read("m.safetensors", stream.ToArray(), given: null);

        Assert.That(read.Model.Tensors.SelectMany(tensor => tensor.Values.ToArray()), Is.EqualTo(model.Tensors.SelectMany(tensor => tensor.Values.ToArray())));
    }

    [Test]
    public void Values_are_aligned()
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, HandcraftedModels.Create(3), SequenceTask.SecondArgmax);

        Assert.That(BinaryPrimitives.ReadUInt64LittleEndian(stream.ToArray()) % 8, Is.Zero);
    }

    [Test]
    public void Writing_refuses_what_reading_would()
    {
        var median = ReluRnn.Create(5, [1], [1], [1]);

        Assert.That(() => SafetensorsFile.Write(Stream.Null, median, SequenceTask.Argmax), Throws.ArgumentException);
        Assert.That(
            () => SafetensorsFile.Write(Stream.Null, median, SequenceTask.Median, new Dictionary<string, string>(StringComparer.Ordinal) { ["task"] = "median" }), Throws.ArgumentException);
    }

    [TestCase("F64", 8)]
    [TestCase("F16", 2)]
    [TestCase("BF16", 2)]
    public void Other_number_types_are_converted(string dtype, int size)
    {
        byte[] values = new byte[40 - 16 + (4 * size)];
        for (int i = 0; i < 4; i++)
        {
            var element = values.AsSpan(24 + (i * size));
            float value = i - 1.5f;
            switch (dtype)
            {
                case "F64": BinaryPrimitives.WriteDoubleLittleEndian(element, value); break;
                case "F16": BinaryPrimitives.WriteHalfLittleEndian(element, (Half)value); break;
                default: BinaryPrimitives.WriteUInt16LittleEndian(element, (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)); break;
            }
        }

        string output = Output.Replace("F32", dtype, StringComparison.Ordinal).Replace("40", $"{values.Length}", StringComparison.Ordinal);
        var model = (ReluRnn)ModelFile.Read("m.safetensors", File($"{{{Tensors},{output}}}", values), given: null).Model;

        Assert.That(model.OutputWeights.ToArray(), Is.EqualTo(new float[] { -1.5f, -0.5f, 0.5f, 1.5f }));
    }

    [TestCase("{", "not JSON")]
    [TestCase("[]", "not a JSON object")]
    [TestCase("{} x", "not JSON")]
    [TestCase("{}", "cover 0 of 40 bytes")]
    [TestCase("""{"a":{},"a":{}}""", "not JSON")]
    [TestCase("""{"a\ud800":{}}""", "not JSON")]
    [TestCase("""{"a":[]}""", "not a JSON object")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1]}}""", "exactly dtype, shape and data_offsets")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""", "exactly dtype, shape and data_offsets")]
    [TestCase("""{"":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "needs a name")]
    [TestCase("""{"a":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}}""", "dtype 'I32'")]
    [TestCase("""{"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""", "not JSON as safetensors")]
    [TestCase("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", "positive ones")]
    [TestCase("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "positive ones")]
    [TestCase("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", "has 0 extents")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1,1,1,1,1],"data_offsets":[0,4]}}""", "has 5 extents")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "whole numbers")]
    [TestCase("""{"a":{"dtype":"F32","shape":[4294967296],"data_offsets":[0,4]}}""", "whole numbers")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", "not what its dtype and shape need")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "has 4 bytes, which is not what")]
    [TestCase("""{"a":{"dtype":"F32","shape":"x","data_offsets":[0,4]}}""", "not a list")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "not a begin and an end")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "not a begin and an end")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "not a begin and an end")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[40,44]}}""", "leaves a hole")]
    [TestCase("""{"a":{"dtype":"F32","shape":[11],"data_offsets":[0,44]}}""", "ends outside the 40 bytes")]
    [TestCase("""{"a":{"dtype":"F32","shape":[9],"data_offsets":[0,36]}}""", "cover 36 of 40 bytes")]
    [TestCase("""{"a":{"dtype":"F32","shape":[9],"data_offsets":[0,36]},"b":{"dtype":"F32","shape":[2],"data_offsets":[32,40]}}""", "overlaps another")]
    [TestCase("""{"a":{"dtype":"F32","shape":[9],"data_offsets":[4,40]}}""", "leaves a hole")]
    [TestCase("""{"__metadata__":[]}""", "not a JSON object")]
    [TestCase("""{"__metadata__":{"task":null}}""", "not text")]
    [TestCase("""{"__metadata__":{"task":{}}}""", "not JSON as safetensors")]
    public void Malformed_headers(string header, string message) => Assert.That(Refused.Message(File(header, new byte[40]), "bad.safetensors"), Does.Contain(message));

    [Test]
    public void Header_that_is_not_utf8() => Assert.That(Refused.Message(File("{\"\u00ff\":{}}", [], Encoding.Latin1), "bad.safetensors"), Does.Contain("not JSON"));

    [TestCase(1UL << 20, "at most 1048576 are read")]
    [TestCase(ulong.MaxValue, "at most 1048576 are read")]
    [TestCase(3UL, "The header claims 3 bytes")]
    public void Impossible_header_lengths(ulong length, string message)
    {
        byte[] file = new byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);

        Assert.That(Refused.Message(file, "bad.safetensors"), Does.Contain(message));
    }

    [Test]
    public void File_without_a_header() => Assert.That(Refused.Message([1, 2, 3], "bad.safetensors"), Does.Contain("ends at byte 3"));

    [Test]
    public void File_without_tensors() => Assert.That(Refused.Message(File("{}", []), "bad.safetensors"), Does.Contain("has 0 tensors"));

    [Test]
    public void Non_finite_weights() =>
        Assert.That(Refused.Message(File($"{{{Tensors},{Output}}}", PthSample.Floats(1, 2, 3, 4, 5, 6, 7, 8, 9, float.NaN)), "bad.safetensors"), Does.Contain("must be finite"));

    private static byte[] File(string header, byte[] values, Encoding? encoding = null)
    {
        byte[] bytes = (encoding ?? Encoding.UTF8).GetBytes(header);
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        return [.. length, .. bytes, .. values];
    }
}
