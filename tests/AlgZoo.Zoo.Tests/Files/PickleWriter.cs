using System.Buffers.Binary;
using System.Text;

namespace AlgZoo.Zoo.Tests.Files;

/// <summary>Writes pickles opcode by opcode, good and bad.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _bytes = [];

    public static PickleWriter Protocol2() => new PickleWriter().Raw(0x80, 2);

    public byte[] ToArray() => [.. _bytes];

    public PickleWriter Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleWriter Op(char opcode) => Raw((byte)opcode);

    public PickleWriter Global(string module, string name) => Raw(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));

    public PickleWriter Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Op('X').Raw(LittleEndian(utf8.Length)).Raw(utf8);
    }

    public PickleWriter Number(int number) => Op('J').Raw(LittleEndian(number));

    public PickleWriter Numbers(params ReadOnlySpan<int> numbers)
    {
        Op('(');
        foreach (int number in numbers)
        {
            Number(number);
        }

        return Op('t');
    }

    public PickleWriter OrderedDict() => Global("collections", "OrderedDict").Op(')').Op('R');

    /// <summary>A tensor as torch.save writes it, without memo.</summary>
    public PickleWriter Tensor(string storageType, string key, int elements, int offset, ReadOnlySpan<int> shape, ReadOnlySpan<int> strides) =>
        Global("torch._utils", "_rebuild_tensor_v2").Op('(')
            .Op('(').Text("storage").Global("torch", storageType).Text(key).Text("cpu").Number(elements).Op('t').Op('Q')
            .Number(offset).Numbers(shape).Numbers(strides).Raw(0x89).OrderedDict()
            .Op('t').Op('R');

    public static byte[] LittleEndian(int number)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
