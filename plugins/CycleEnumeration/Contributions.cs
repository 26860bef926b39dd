namespace AlgZoo.Plugins;

/// <summary>
/// What each pair of a sequence contributes to the first layer's output x at a query's pair, before division by the sum of the softmax: e^score times 1 and linear features of x. Contributions of a
/// sequence's pairs add up to Z, Z f_1(x), .., Z f_w(x).
/// </summary>
internal sealed class Contributions
{
    private readonly double[] _values;
    private readonly int _firstQuery;
    private readonly int _pairs;

    /// <summary>Tabulates them.</summary>
    /// <param name="attention">The first layer.</param>
    /// <param name="firstQuery">Queries from this pair on are tabulated.</param>
    /// <param name="streamFeatures">Shape [pairs, w]: the features of each query's own stream.</param>
    /// <param name="valueFeatures">Shape [pairs, w]: the features of each key's value.</param>
    public Contributions(PairAttention attention, int firstQuery, ReadOnlySpan<double> streamFeatures, ReadOnlySpan<double> valueFeatures)
    {
        _firstQuery = firstQuery;
        _pairs = attention.Pairs;
        int features = streamFeatures.Length / _pairs;
        int n = attention.SequenceLength;
        Width = features + 1;
        _values = new double[(_pairs - firstQuery) * _pairs * Width];
        for (int query = firstQuery; query < _pairs; query++)
        {
            for (int key = 0; key < _pairs; key++)
            {
                if (!PairAttention.Coexist(query, key, n))
                {
                    continue;
                }

                double numerator = attention.Numerators[(query * _pairs) + key];
                var entry = _values.AsSpan(Offset(query, key), Width);
                entry[0] = numerator;
                for (int i = 0; i < features; i++)
                {
                    entry[i + 1] = numerator * (streamFeatures[(query * features) + i] + valueFeatures[(key * features) + i]);
                }
            }
        }
    }

    /// <summary>1 + w.</summary>
    public int Width { get; }

    /// <summary>target = source + the contribution of a key to a query, all of shape [1 + w].</summary>
    public void Add(ReadOnlySpan<double> source, int query, int key, Span<double> target)
    {
        var entry = _values.AsSpan(Offset(query, key), target.Length);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = source[i] + entry[i];
        }
    }

    private int Offset(int query, int key) => (((query - _firstQuery) * _pairs) + key) * Width;
}
