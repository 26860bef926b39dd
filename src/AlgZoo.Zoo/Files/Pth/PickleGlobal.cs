namespace AlgZoo.Zoo;

/// <summary>One of the few Python objects that a state dict may name.</summary>
internal abstract class PickleGlobal : PickleValue
{
    private static readonly Dictionary<string, PickleGlobal> Allowed = new(StringComparer.Ordinal)
    {
        ["collections OrderedDict"] = new OrderedDictGlobal(),
        ["torch._utils _rebuild_tensor_v2"] = new RebuildTensorGlobal(),
        ["torch FloatStorage"] = new StorageTypeGlobal(ElementType.Float32),
        ["torch DoubleStorage"] = new StorageTypeGlobal(ElementType.Float64),
        ["torch HalfStorage"] = new StorageTypeGlobal(ElementType.Float16),
        ["torch BFloat16Storage"] = new StorageTypeGlobal(ElementType.BFloat16),
    };

    /// <summary>Finds an allowed object.</summary>
    /// <exception cref="InvalidDataException">The object is not one of the allowed ones.</exception>
    public static PickleGlobal Find(string module, string name) =>
        Allowed.TryGetValue($"{module} {name}", out var found)
            ? found
            : throw Refusal.NotPlainWeights($"data.pkl names the Python object {Refusal.Quote($"{module} {name}")}, which no file of plain weights needs; it was not run.");
}

internal sealed class OrderedDictGlobal : PickleGlobal;

internal sealed class RebuildTensorGlobal : PickleGlobal;

internal sealed class StorageTypeGlobal(ElementType elementType) : PickleGlobal
{
    public ElementType ElementType { get; } = elementType;
}
