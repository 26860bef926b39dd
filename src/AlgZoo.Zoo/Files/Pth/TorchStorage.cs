namespace AlgZoo.Zoo;

/// <summary>A reference to the numbers in one archive entry.</summary>
internal sealed class TorchStorage(string key, ElementType elementType, int elements) : PickleValue
{
    /// <summary>Name of the entry below <c>data/</c>.</summary>
    public string Key { get; } = key;

    public ElementType ElementType { get; } = elementType;

    public int Elements { get; } = elements;

    /// <summary>Reads PyTorch's persistent id: ('storage', type, key, device, number of elements). The device does not matter here.</summary>
    public static TorchStorage FromPersistentId(PickleValue id) =>
        id is PickleTuple { Items: [PickleText { Value: "storage" }, StorageTypeGlobal type, PickleText key, PickleText, PickleInteger { Value: >= 0 } elements] }
            ? new(key.Value, type.ElementType, elements.Value)
            : throw Refusal.NotPlainWeights("data.pkl has a persistent id that is not a tensor storage of floating-point numbers.");
}
