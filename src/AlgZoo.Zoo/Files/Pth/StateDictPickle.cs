using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AlgZoo.Zoo;

/// <summary>Writes the pickle of a state dict (protocol 2): an OrderedDict from names to contiguous float32 tensors, each with a storage of its own under its number.</summary>
internal readonly ref struct StateDictPickle
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public StateDictPickle()
    {
    }

    /// <summary>Name of the storage of the tensor with an index, below <c>data/</c>.</summary>
    public static string StorageKey(int index) => index.ToString(CultureInfo.InvariantCulture);

    public static byte[] Encode(IReadOnlyList<WeightTensor> tensors)
    {
        var pickle = new StateDictPickle();
        pickle.Raw((byte)PickleOpcode.Proto, 2);
        pickle.EmptyOrderedDict();
        pickle.Op(PickleOpcode.Mark);
        for (int i = 0; i < tensors.Count; i++)
        {
            pickle.Text(tensors[i].Name);
            pickle.Tensor(tensors[i], StorageKey(i));
        }

        pickle.Op(PickleOpcode.SetItems);
        pickle.Op(PickleOpcode.Stop);
        return pickle._bytes.WrittenSpan.ToArray();
    }

    // _rebuild_tensor_v2(storage, offset, size, stride, requires grad, backward hooks)
    private void Tensor(WeightTensor tensor, string storageKey)
    {
        Global("torch._utils", "_rebuild_tensor_v2");
        Op(PickleOpcode.Mark);
        Storage(storageKey, tensor.Values.Length);
        Integer(0);
        Integers(tensor.Shape);
        Integers(ContiguousStrides(tensor.Shape));
        Op(PickleOpcode.NewFalse);
        EmptyOrderedDict();
        Op(PickleOpcode.Tuple);
        Op(PickleOpcode.Reduce);
    }

    // The persistent id ('storage', type, key, device, number of elements)
    private void Storage(string key, int elements)
    {
        Op(PickleOpcode.Mark);
        Text("storage");
        Global("torch", "FloatStorage");
        Text(key);
        Text("cpu");
        Integer(elements);
        Op(PickleOpcode.Tuple);
        Op(PickleOpcode.BinPersId);
    }

    private void EmptyOrderedDict()
    {
        Global("collections", "OrderedDict");
        Op(PickleOpcode.EmptyTuple);
        Op(PickleOpcode.Reduce);
    }

    private void Global(string module, string name)
    {
        Op(PickleOpcode.Global);
        Raw(Encoding.ASCII.GetBytes($"{module}\n{name}\n"));
    }

    private void Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Op(PickleOpcode.BinUnicode);
        LittleEndian(utf8.Length);
        Raw(utf8);
    }

    private void Integer(int value)
    {
        Op(PickleOpcode.BinInt);
        LittleEndian(value);
    }

    private void Integers(ReadOnlySpan<int> values)
    {
        Op(PickleOpcode.Mark);
        foreach (int value in values)
        {
            Integer(value);
        }

        Op(PickleOpcode.Tuple);
    }

    private void LittleEndian(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }

    private void Op(PickleOpcode opcode) => Raw((byte)opcode);

    private void Raw(params ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    private static int[] ContiguousStrides(ReadOnlySpan<int> shape)
    {
        int[] strides = new int[shape.Length];
        int stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }
}
