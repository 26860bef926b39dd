using System.Buffers.Binary;
using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>
/// Executes the part of pickle protocol 2 that a PyTorch state dict needs. It can make dictionaries, tuples, numbers, texts and views of tensor storages, and nothing else: it
/// never looks up or calls anything by name beyond <see cref="PickleGlobal"/>.
/// </summary>
internal ref struct Unpickler
{
    public const int MaximumBytes = 1 << 20;
    public const int MaximumOpcodes = 1 << 16;
    public const int MaximumMemo = 1 << 16;

    private static readonly PickleNone None = new();
    private static readonly PickleBoolean Boolean = new();
    private static readonly PickleTuple EmptyTuple = new([]);

    private readonly PickleStack _stack = new();
    private readonly Dictionary<uint, PickleValue> _memo = [];
    private ByteReader _reader;

    private Unpickler(ReadOnlySpan<byte> pickle) => _reader = new ByteReader(pickle, "data.pkl");

    /// <summary>Executes a whole pickle.</summary>
    /// <exception cref="InvalidDataException">The pickle is malformed, or uses anything that a state dict does not need.</exception>
    public static PickleValue Load(ReadOnlySpan<byte> pickle)
    {
        if (pickle.Length > MaximumBytes)
        {
            throw Refusal.NotPlainWeights($"data.pkl has {pickle.Length} bytes; at most {MaximumBytes} are read.");
        }

        return new Unpickler(pickle).Run();
    }

    private PickleValue Run()
    {
        if (_reader.ReadByte() != (byte)PickleOpcode.Proto || _reader.ReadByte() != 2)
        {
            throw Refusal.NotPlainWeights("data.pkl is not a pickle of protocol 2.");
        }

        for (int executed = 0; executed < MaximumOpcodes; executed++)
        {
            if (_reader.Remaining == 0)
            {
                throw Refusal.Damaged("data.pkl has no STOP.");
            }

            var opcode = (PickleOpcode)_reader.ReadByte();
            if (opcode == PickleOpcode.Stop)
            {
                return _reader.Remaining == 0 ? _stack.Result() : throw Refusal.Damaged($"data.pkl has {_reader.Remaining} bytes after its STOP.");
            }

            Execute(opcode);
        }

        throw Refusal.NotPlainWeights($"data.pkl has more than {MaximumOpcodes} opcodes.");
    }

    private void Execute(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.None: _stack.Push(None); break;
            case PickleOpcode.NewTrue or PickleOpcode.NewFalse: _stack.Push(Boolean); break;
            case PickleOpcode.BinInt: _stack.Push(new PickleInteger(BinaryPrimitives.ReadInt32LittleEndian(_reader.Read(sizeof(int))))); break;
            case PickleOpcode.BinInt1: _stack.Push(new PickleInteger(_reader.ReadByte())); break;
            case PickleOpcode.BinInt2: _stack.Push(new PickleInteger(_reader.ReadUInt16())); break;
            case PickleOpcode.BinUnicode: _stack.Push(new PickleText(StrictUtf8.Decode(_reader.Read(_reader.ReadUInt32())))); break;
            case PickleOpcode.Global: _stack.Push(PickleGlobal.Find(StrictUtf8.Decode(_reader.ReadLine()), StrictUtf8.Decode(_reader.ReadLine()))); break;
            case PickleOpcode.EmptyDict: _stack.Push(new PickleDictionary()); break;
            case PickleOpcode.EmptyTuple: _stack.Push(EmptyTuple); break;
            case PickleOpcode.Tuple1: _stack.Push(new PickleTuple(_stack.Pop(1))); break;
            case PickleOpcode.Tuple2: _stack.Push(new PickleTuple(_stack.Pop(2))); break;
            case PickleOpcode.Tuple3: _stack.Push(new PickleTuple(_stack.Pop(3))); break;
            case PickleOpcode.Tuple: _stack.Push(new PickleTuple(_stack.PopToMark())); break;
            case PickleOpcode.Mark: _stack.PushMark(); break;
            case PickleOpcode.BinPut: Memorise(_reader.ReadByte()); break;
            case PickleOpcode.LongBinPut: Memorise(_reader.ReadUInt32()); break;
            case PickleOpcode.BinGet: _stack.Push(Recall(_reader.ReadByte())); break;
            case PickleOpcode.LongBinGet: _stack.Push(Recall(_reader.ReadUInt32())); break;
            case PickleOpcode.SetItem: SetItems(_stack.Pop(2)); break;
            case PickleOpcode.SetItems: SetItems(_stack.PopToMark()); break;
            case PickleOpcode.BinPersId: _stack.Push(TorchStorage.FromPersistentId(_stack.Pop())); break;
            case PickleOpcode.Reduce: Reduce(); break;
            case PickleOpcode.Build: Build(); break;
            default:
                throw Refusal.NotPlainWeights(string.Create(
                    CultureInfo.InvariantCulture, $"data.pkl uses pickle opcode 0x{(byte)opcode:X2} at byte {_reader.Position - 1}, which no file of plain weights needs."));
        }
    }

    private readonly void Memorise(uint slot)
    {
        if (slot >= MaximumMemo)
        {
            throw Refusal.NotPlainWeights($"data.pkl uses memo slot {slot}; slots below {MaximumMemo} are read.");
        }

        _memo[slot] = _stack.Top;
    }

    private readonly PickleValue Recall(uint slot) => _memo.TryGetValue(slot, out var value) ? value : throw Refusal.Damaged($"data.pkl recalls memo slot {slot}, which was never set.");

    private readonly void SetItems(PickleValue[] keysAndValues)
    {
        if (_stack.Top is not PickleDictionary dictionary || keysAndValues.Length % 2 != 0)
        {
            throw Refusal.Damaged("data.pkl sets items of something that is not a dictionary, or a key without a value.");
        }

        for (int i = 0; i < keysAndValues.Length; i += 2)
        {
            dictionary.Add(keysAndValues[i], keysAndValues[i + 1]);
        }
    }

    private readonly void Reduce()
    {
        var arguments = _stack.Pop();
        _stack.Push(_stack.Pop() switch
        {
            OrderedDictGlobal when arguments is PickleTuple { Items.Count: 0 } => new PickleDictionary(),
            RebuildTensorGlobal => TorchTensor.FromArguments(arguments),
            _ => throw Refusal.NotPlainWeights("data.pkl calls (REDUCE) something other than an empty OrderedDict or a tensor."),
        });
    }

    // PyTorch attaches the version numbers of the modules to the state dict; they do not matter here.
    private readonly void Build()
    {
        var state = _stack.Pop();
        bool isVersionInformation = state is PickleDictionary { Items: { Count: 1 } items } && items.ContainsKey("_metadata");
        if (_stack.Top is not PickleDictionary || !isVersionInformation)
        {
            throw Refusal.NotPlainWeights("data.pkl sets state (BUILD) other than the version information of a state dict.");
        }
    }
}
