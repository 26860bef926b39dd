namespace AlgZoo.Zoo;

/// <summary>What can be on the stack of <see cref="StateDictPickle"/>.</summary>
internal abstract record PickleValue;

internal sealed record PickleMark : PickleValue;

internal sealed record PickleNone : PickleValue;

internal sealed record PickleText(string Value) : PickleValue;

internal sealed record PickleNumber(long Value) : PickleValue;

internal sealed record PickleFlag(bool Value) : PickleValue;

internal sealed record PickleTuple(PickleValue[] Items) : PickleValue;

/// <summary>A dictionary, ordered or not; keys that are no text are refused when it is used as a state dict.</summary>
internal sealed record PickleDictionary(List<(PickleValue Key, PickleValue Value)> Items) : PickleValue;

/// <summary>One of the few names that a state dict may refer to.</summary>
internal sealed record PickleGlobal(PickleName Name) : PickleValue;

internal sealed record PickleStorage(string Key, ElementType Type, long Elements) : PickleValue;

internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides) : PickleValue;

internal enum PickleName
{
    OrderedDictionary,
    RebuildTensor,
    FloatStorage,
    DoubleStorage,
    HalfStorage,
    BFloat16Storage,
}
