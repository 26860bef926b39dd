using System.Buffers.Binary;

namespace AlgZoo.Zoo.Tests.Files;

/// <summary>A small valid model file made from scratch: an RNN with d = n = 2 whose first two tensors share one storage, as in AlgZoo's M2,2. Tests spoil one thing at a time.</summary>
internal sealed class PthSample
{
    public static readonly float[] InputWeights = [1.5f, -2];
    public static readonly float[] RecurrentWeights = [0.25f, 3, -4, 5];
    public static readonly float[] OutputWeights = [6, -7, 8, -9.5f];

    public string Folder { get; init; } = "archive";

    public byte[] SharedStorage { get; init; } = Floats([.. InputWeights, .. RecurrentWeights, 0, 0]);

    public byte[] OutputStorage { get; init; } = Floats(OutputWeights);

    public byte[] Pickle { get; init; } = StateDict().ToArray();

    public byte[]? ByteOrder { get; init; } = "little"u8.ToArray();

    /// <summary>The pickle with one tensor of another kind or view.</summary>
    public static PickleWriter StateDict(
        string storageType = "FloatStorage", string outputKey = "1", int outputElements = 4, int outputOffset = 0, int[]? outputShape = null, int[]? outputStrides = null, string outputName = "linear.weight") =>
        PickleWriter.Protocol2().OrderedDict().Op('(')
            .Text("rnn.weight_ih_l0").Tensor("FloatStorage", "0", 8, 0, [2, 1], [1, 1])
            .Text("rnn.weight_hh_l0").Tensor("FloatStorage", "0", 8, 2, [2, 2], [2, 1])
            .Text(outputName).Tensor(storageType, outputKey, outputElements, outputOffset, outputShape ?? [2, 2], outputStrides ?? [2, 1])
            .Op('u')
            .Op('}').Text("_metadata").OrderedDict().Op('s').Op('b')
            .Op('.');

    public List<ZipItem> Items()
    {
        List<ZipItem> items = [new($"{Folder}/data.pkl", Pickle), new($"{Folder}/data/0", SharedStorage), new($"{Folder}/data/1", OutputStorage), new($"{Folder}/version", "3\n"u8.ToArray())];
        if (ByteOrder is not null)
        {
            items.Add(new($"{Folder}/byteorder", ByteOrder));
        }

        return items;
    }

    public byte[] ToArray() => ZipWriter.Write(Items());

    /// <summary>The archive with one entry replaced by a spoilt one.</summary>
    public byte[] With(string name, Func<ZipItem, ZipItem> spoil) =>
        ZipWriter.Write([.. Items().Select(item => item.Name.EndsWith(name, StringComparison.Ordinal) ? spoil(item) : item)]);

    public static byte[] Floats(params ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[sizeof(float) * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return bytes;
    }
}
