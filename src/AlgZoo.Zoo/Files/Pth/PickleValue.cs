namespace AlgZoo.Zoo;

/// <summary>A value that the restricted unpickler can make. There is no other kind, so nothing in a file can become anything else.</summary>
internal abstract class PickleValue
{
    public const int MaximumDepth = 32;

    /// <summary>Levels of tuples and dictionaries inside the value.</summary>
    public virtual int Depth => 0;

    protected static int DepthAbove(PickleValue inner) =>
        inner.Depth < MaximumDepth ? inner.Depth + 1 : throw Refusal.NotPlainWeights($"data.pkl nests values more than {MaximumDepth} deep.");
}

internal sealed class PickleNone : PickleValue;

internal sealed class PickleBoolean : PickleValue;

internal sealed class PickleInteger(int value) : PickleValue
{
    public int Value { get; } = value;
}

internal sealed class PickleText(string value) : PickleValue
{
    public string Value { get; } = value;
}

internal sealed class PickleTuple : PickleValue
{
    public PickleTuple(IReadOnlyList<PickleValue> items)
    {
        Items = items;
        Depth = items.Count == 0 ? 0 : items.Max(DepthAbove);
    }

    public IReadOnlyList<PickleValue> Items { get; }

    public override int Depth { get; }
}

/// <summary>A dictionary with text keys, ordered by insertion.</summary>
internal sealed class PickleDictionary : PickleValue
{
    private readonly OrderedDictionary<string, PickleValue> _items = new(StringComparer.Ordinal);
    private int _depth;

    public override int Depth => _depth;

    public IReadOnlyDictionary<string, PickleValue> Items => _items;

    public void Add(PickleValue key, PickleValue value)
    {
        if (key is not PickleText text)
        {
            throw Refusal.NotPlainWeights("data.pkl has a dictionary key that is not text.");
        }

        _depth = Math.Max(_depth, DepthAbove(value));
        if (!_items.TryAdd(text.Value, value))
        {
            throw Refusal.Damaged($"data.pkl sets {Refusal.Quote(text.Value)} twice.");
        }
    }
}
