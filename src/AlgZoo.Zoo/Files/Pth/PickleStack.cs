namespace AlgZoo.Zoo;

/// <summary>The unpickler's stack with its marks. Nothing below the topmost mark can be popped.</summary>
internal sealed class PickleStack
{
    private const int MaximumMarks = 64;

    private readonly List<PickleValue> _values = [];
    private readonly Stack<int> _marks = new();

    private int Floor => _marks.Count == 0 ? 0 : _marks.Peek();

    public PickleValue Top => _values.Count > Floor ? _values[^1] : throw Underflow();

    public void Push(PickleValue value) => _values.Add(value);

    public PickleValue Pop()
    {
        var top = Top;
        _values.RemoveAt(_values.Count - 1);
        return top;
    }

    public PickleValue[] Pop(int count)
    {
        if (_values.Count - count < Floor)
        {
            throw Underflow();
        }

        PickleValue[] popped = [.. _values[^count..]];
        _values.RemoveRange(_values.Count - count, count);
        return popped;
    }

    public void PushMark()
    {
        if (_marks.Count == MaximumMarks)
        {
            throw Refusal.NotPlainWeights($"data.pkl has more than {MaximumMarks} open marks.");
        }

        _marks.Push(_values.Count);
    }

    public PickleValue[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw Refusal.Damaged("data.pkl closes a mark that it never opened.");
        }

        var popped = Pop(_values.Count - Floor);
        _marks.Pop();
        return popped;
    }

    /// <summary>The one value that is left at the end.</summary>
    public PickleValue Result() =>
        _values.Count == 1 && _marks.Count == 0 ? _values[0] : throw Refusal.Damaged($"data.pkl ends with {_values.Count} values and {_marks.Count} open marks.");

    private static InvalidDataException Underflow() => Refusal.Damaged("data.pkl takes a value from an empty stack.");
}
