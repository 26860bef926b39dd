namespace AlgZoo.Plugins;

/// <summary>All n^n token sequences in random order (Fisher and Yates), one after the other.</summary>
internal sealed class ShuffledSequences
{
    private readonly int[] _remaining;
    private readonly RandomStream _random;
    private int _drawn;

    public ShuffledSequences(int length, RandomStream random)
    {
        _random = random;
        int count = 1;
        for (int i = 0; i < length; i++)
        {
            count *= length;
        }

        _remaining = new int[count];
        for (int i = 0; i < count; i++)
        {
            _remaining[i] = i;
        }
    }

    /// <summary>n^n.</summary>
    public int Count => _remaining.Length;

    /// <summary>Writes the next sequence; there are <see cref="Count"/>.</summary>
    /// <param name="tokens">Shape [n].</param>
    public void Next(Span<float> tokens)
    {
        int chosen = _drawn + _random.NextInt32(Count - _drawn);
        int number = _remaining[chosen];
        _remaining[chosen] = _remaining[_drawn++];
        foreach (ref float token in tokens)
        {
            token = number % tokens.Length;
            number /= tokens.Length;
        }
    }
}
