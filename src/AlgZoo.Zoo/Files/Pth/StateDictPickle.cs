using System.Buffers.Binary;
using System.Text;

namespace AlgZoo.Zoo;

/// <summary>
/// Reads the pickle of a PyTorch state dict (protocol 2) with a machine that knows only the opcodes and the names which state dicts use. Nothing is imported and nothing is called: anything else is refused.
/// </summary>
internal sealed class StateDictPickle
{
    private const int MaximumOperations = 200_000;
    private const int MaximumStack = 10_000;
    private const int MaximumMemo = 10_000;
    private const int MaximumTextBytes = 4096;
    private const int MaximumTensors = 1000;

    private readonly ReadOnlyMemory<byte> _pickle;
    private readonly string _file;
    private readonly List<PickleValue> _stack = [];
    private readonly Dictionary<uint, PickleValue> _memo = [];
    private int _position;

    private StateDictPickle(ReadOnlyMemory<byte> pickle, string file)
    {
        _pickle = pickle;
        _file = file;
    }

    /// <summary>Reads the tensors of a state dict in their order.</summary>
    /// <exception cref="ModelFileException">The pickle is damaged or is not that of a state dict.</exception>
    public static IReadOnlyList<TensorView> Read(ReadOnlyMemory<byte> pickle, string file)
    {
        var machine = new StateDictPickle(pickle, file);
        return machine.Views(machine.Run());
    }

    private PickleValue Run()
    {
        if (TakeByte() != 0x80 || TakeByte() != 2)
        {
            throw Defect("the pickle does not use protocol 2, as torch.save does");
        }

        for (int operation = 0; operation < MaximumOperations; operation++)
        {
            byte opcode = TakeByte();
            if (opcode == (byte)'.')
            {
                var result = Pop();
                return _position != _pickle.Length ? throw Defect("there are bytes after the end of the pickle")
                    : _stack.Count != 0 ? throw Defect("the pickle leaves values on its stack")
                    : result;
            }

            Execute(opcode);
            if (_stack.Count > MaximumStack || _memo.Count > MaximumMemo)
            {
                throw Defect("the pickle is too large for a state dict");
            }
        }

        throw Defect("the pickle is too long for a state dict");
    }

    private void Execute(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'c':
                Push(new PickleGlobal(Name(TakeLine(), TakeLine())));
                break;
            case (byte)'q':
                _memo[TakeByte()] = Peek();
                break;
            case (byte)'r':
                _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek();
                break;
            case (byte)'h':
                Push(Recall(TakeByte()));
                break;
            case (byte)'j':
                Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                break;
            case (byte)')':
                Push(new PickleTuple([]));
                break;
            case (byte)'}':
                Push(new PickleDictionary([]));
                break;
            case (byte)'(':
                Push(new PickleMark());
                break;
            case (byte)'t':
                Push(new PickleTuple(PopToMark()));
                break;
            case 0x85 or 0x86 or 0x87:
                Push(new PickleTuple(PopMany(opcode - 0x84)));
                break;
            case (byte)'X':
                Push(new PickleText(TakeText()));
                break;
            case (byte)'J':
                Push(new PickleNumber(BinaryPrimitives.ReadInt32LittleEndian(Take(4))));
                break;
            case (byte)'K':
                Push(new PickleNumber(TakeByte()));
                break;
            case (byte)'M':
                Push(new PickleNumber(BinaryPrimitives.ReadUInt16LittleEndian(Take(2))));
                break;
            case 0x88 or 0x89:
                Push(new PickleFlag(opcode == 0x88));
                break;
            case (byte)'N':
                Push(new PickleNone());
                break;
            case (byte)'Q':
                Push(Storage(Pop()));
                break;
            case (byte)'R':
                Reduce();
                break;
            case (byte)'s':
                SetItems(PopMany(2));
                break;
            case (byte)'u':
                SetItems(PopToMark());
                break;
            case (byte)'b':
                Build();
                break;
            default:
                throw Defect($"the pickle uses the opcode 0x{opcode:X2}, which no state dict needs; the file may be malicious");
        }
    }

    private PickleName Name(string module, string name) => (module, name) switch
    {
        ("collections", "OrderedDict") => PickleName.OrderedDictionary,
        ("torch._utils", "_rebuild_tensor_v2") => PickleName.RebuildTensor,
        ("torch", "FloatStorage") => PickleName.FloatStorage,
        ("torch", "DoubleStorage") => PickleName.DoubleStorage,
        ("torch", "HalfStorage") => PickleName.HalfStorage,
        ("torch", "BFloat16Storage") => PickleName.BFloat16Storage,
        _ => throw Defect($"the pickle refers to '{Printable(module)} {Printable(name)}', which no state dict needs; the file may be malicious, or holds more than a state dict"),
    };

    private PickleStorage Storage(PickleValue identity)
    {
        if (identity is not PickleTuple { Items: [PickleText { Value: "storage" }, PickleGlobal { Name: var name }, PickleText key, PickleText, PickleNumber { Value: >= 0 } elements] })
        {
            throw Defect("the pickle describes a storage in an unknown way");
        }

        ElementType type = name switch
        {
            PickleName.FloatStorage => ElementType.Float32,
            PickleName.DoubleStorage => ElementType.Float64,
            PickleName.HalfStorage => ElementType.Float16,
            PickleName.BFloat16Storage => ElementType.BFloat16,
            _ => throw Defect("the pickle describes a storage in an unknown way"),
        };
        return elements.Value <= TensorFile.MaximumBytes / type.Size()
            ? new PickleStorage(key.Value, type, elements.Value)
            : throw Defect($"the storage '{Printable(key.Value)}' announces {elements.Value} elements, more than the file can hold");
    }

    private void Reduce()
    {
        var arguments = Pop();
        var function = Pop();
        Push((function, arguments) switch
        {
            (PickleGlobal { Name: PickleName.OrderedDictionary }, PickleTuple { Items: [] }) => new PickleDictionary([]),
            (PickleGlobal { Name: PickleName.RebuildTensor }, PickleTuple { Items: [PickleStorage storage, PickleNumber offset, PickleTuple shape, PickleTuple strides, PickleFlag, PickleDictionary, ..] }) =>
                Tensor(storage, offset.Value, shape, strides),
            _ => throw Defect("the pickle calls something that is no part of a state dict; the file may be malicious"),
        });
    }

    private PickleTensor Tensor(PickleStorage storage, long offset, PickleTuple shape, PickleTuple strides)
    {
        long[] extents = Numbers(shape, storage);
        long[] steps = Numbers(strides, storage);
        return offset >= 0 && offset <= storage.Elements && extents.Length == steps.Length && extents.Length <= TensorFile.MaximumDimensions && extents.All(extent => extent >= 1)
            ? new PickleTensor(storage, offset, extents, steps)
            : throw Defect("a tensor has an impossible offset, shape or stride");
    }

    private long[] Numbers(PickleTuple tuple, PickleStorage storage) =>
    [
        .. tuple.Items.Select(item => item is PickleNumber { Value: >= 0 } number && number.Value <= storage.Elements
            ? number.Value
            : throw Defect("a tensor has an impossible offset, shape or stride")),
    ];

    private void SetItems(PickleValue[] items)
    {
        if (items.Length % 2 != 0 || Peek() is not PickleDictionary dictionary)
        {
            throw Defect("the pickle sets items of something that is no dictionary");
        }

        for (int i = 0; i < items.Length; i += 2)
        {
            dictionary.Items.Add((items[i], items[i + 1]));
        }
    }

    // torch.save attaches version numbers to the state dict in this way; they are not needed.
    private void Build()
    {
        if (Pop() is not PickleDictionary || Peek() is not PickleDictionary)
        {
            throw Defect("the pickle changes an object that is no dictionary; the file may be malicious");
        }
    }

    private List<TensorView> Views(PickleValue root)
    {
        if (root is not PickleDictionary { Items: { Count: > 0 and <= MaximumTensors } items })
        {
            throw Defect("the file does not hold a state dict; save it with torch.save(model.state_dict(), path)");
        }

        var views = new List<TensorView>(items.Count);
        foreach (var (key, value) in items)
        {
            if (key is not PickleText name || value is not PickleTensor tensor)
            {
                throw Defect("the state dict holds something other than named tensors");
            }

            if (views.Exists(view => string.Equals(view.Name, name.Value, StringComparison.Ordinal)))
            {
                throw Defect($"the state dict names the tensor '{Printable(name.Value)}' twice");
            }

            views.Add(new TensorView(name.Value, tensor.Storage.Key, tensor.Storage.Type, tensor.Storage.Elements, tensor.Offset, tensor.Shape, tensor.Strides));
        }

        return views;
    }

    private void Push(PickleValue value) => _stack.Add(value);

    private PickleValue Peek() => _stack.Count > 0 && _stack[^1] is not PickleMark ? _stack[^1] : throw Defect("the pickle takes more from its stack than there is");

    private PickleValue Pop()
    {
        var value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private PickleValue[] PopMany(int count)
    {
        var values = new PickleValue[count];
        for (int i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    private PickleValue[] PopToMark()
    {
        int mark = _stack.FindLastIndex(value => value is PickleMark);
        if (mark < 0)
        {
            throw Defect("the pickle misses a mark");
        }

        PickleValue[] values = [.. _stack.Skip(mark + 1)];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private PickleValue Recall(uint slot) => _memo.TryGetValue(slot, out var value) ? value : throw Defect($"the pickle recalls the unset memo slot {slot}");

    private byte TakeByte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(uint count)
    {
        if (count > (uint)(_pickle.Length - _position))
        {
            throw Defect("the pickle ends too early");
        }

        var bytes = _pickle.Span.Slice(_position, (int)count);
        _position += (int)count;
        return bytes;
    }

    private string TakeText()
    {
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        return length <= MaximumTextBytes ? Encoding.UTF8.GetString(Take(length)) : throw Defect($"the pickle announces a text of {length} bytes; at most {MaximumTextBytes} are accepted");
    }

    private string TakeLine()
    {
        var rest = _pickle.Span[_position..];
        int length = rest[..Math.Min(rest.Length, MaximumTextBytes)].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Defect("the pickle ends too early");
        }

        string line = Encoding.UTF8.GetString(Take((uint)length));
        Take(1);
        return line;
    }

    private static string Printable(string text) => string.Concat(text.Take(64).Select(c => char.IsControl(c) ? '?' : c));

    private ModelFileException Defect(string reason) => new(_file, reason + ".");
}
