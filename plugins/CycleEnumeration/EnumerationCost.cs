namespace AlgZoo.Plugins;

/// <summary>What an enumeration costs, from above: every operation of the tables, the tree and its leaves.</summary>
internal static class EnumerationCost
{
    /// <summary>Models of at most so many layers share work.</summary>
    public const int SharedLayers = 2;

    private const long TranscendentalFlops = 16;

    // The division by the number of sequences, or the product with it for the ledger.
    private const long EstimateFlops = 1;

    /// <summary>FLOPs of an enumeration.</summary>
    public static long Flops(AttentionTransformer model, Quantity quantity)
    {
        long sequences = Sequences(model);
        return model.Layers.Count > SharedLayers
            ? (sequences * model.SamplingFlops(quantity)) + EstimateFlops
            : Tables(model) + Tree(model) + (sequences * Leaf(model, quantity)) + EstimateFlops;
    }

    /// <summary>n^n; where that is above the largest long, a power of n beyond all that is enumerated.</summary>
    public static long Sequences(AttentionTransformer model)
    {
        long n = model.SequenceLength;
        long sequences = 1;
        for (long i = 0; i < n && sequences <= long.MaxValue / n; i++)
        {
            sequences *= n;
        }

        return sequences;
    }

    /// <summary>Whether it is cheaper to carry the values' logits down the tree than to read the values out at each leaf.</summary>
    public static bool CarriesLogits(AttentionTransformer model)
    {
        long n = model.SequenceLength;
        long d = model.HiddenSize;

        // For n leaves: the rows of the two lowest levels and the mixture, or a wider mixture and its read-out.
        long carried = (n - 1) * ((n * n) + (2 * n) - 1 + (2 * n * n));
        long readOut = n * ((2 * n * d) + (2 * d * (n - 1)));
        return carried < readOut;
    }

    private static long KeyFeatures(AttentionTransformer model) => model.HiddenSize + (CarriesLogits(model) ? model.SequenceLength - 1 : 0);

    private static long QueryFeatures(AttentionTransformer model) => model.SequenceLength - 1 + (model.Layers.Count > 1 ? model.HiddenSize : 0);

    private static long Tables(AttentionTransformer model)
    {
        long n = model.SequenceLength;
        long d = model.HiddenSize;
        long pairs = n * n;
        long logits = n - 1;
        long product = 2 * d;

        // Streams; queries, keys and values; scores with scale and maximum, exponents and exponentials of the pairs that can coexist; shift and check of each row.
        long coexisting = pairs * ((pairs - n) + 1);
        long attention = (pairs * d) + (4 * pairs * d * product) + (coexisting * (product + 2 + 1 + TranscendentalFlops)) + (pairs * 4) + 2;

        // Relative unembedding; the features of streams and values, and their contributions.
        long queries = (logits * d) + (2 * pairs * QueryFeatures(model) * product) + (n * (pairs - n + 1) * 2 * QueryFeatures(model));
        if (model.Layers.Count == 1)
        {
            return attention + queries;
        }

        // The scores' matrix and its scale; the values' read-out, by way of the output projection; the features.
        long matrices = (d * d * (product + 1)) + 2 + (2 * logits * d * product);
        long keys = (2 * pairs * (KeyFeatures(model) - d) * product) + (coexisting * 2 * KeyFeatures(model));
        return attention + queries + matrices + keys;
    }

    // A node at level k adds a pair to the last position's query sums and to the key sums of k chosen and (n - k) n possible pairs.
    private static long Tree(AttentionTransformer model)
    {
        long n = model.SequenceLength;
        long keyWidth = model.Layers.Count > 1 ? 1 + KeyFeatures(model) : 0;
        long queryWidth = 1 + QueryFeatures(model);
        long flops = 0;
        long nodes = 1;
        for (long level = 1; level <= n; level++)
        {
            nodes *= n;
            flops += nodes * (queryWidth + ((level + ((n - level) * n)) * keyWidth));
        }

        return flops;
    }

    private static long Leaf(AttentionTransformer model, Quantity quantity)
    {
        long n = model.SequenceLength;
        long d = model.HiddenSize;
        long logits = n - 1;
        long score = quantity == Quantity.Accuracy ? logits : logits + (n * (2 + TranscendentalFlops)) + TranscendentalFlops + 2;
        long own = 1 + logits + score + 1;
        if (model.Layers.Count == 1)
        {
            return own;
        }

        // The query's scale; for each position its score and the comparison, the exponential of the difference, a sum and a division, and the mixture; the logits.
        long carried = CarriesLogits(model) ? logits : d;
        long position = (2 * d) + 1 + 1 + (2 * carried) + 2;
        long readOut = logits * (2 + (CarriesLogits(model) ? 0 : 2 * d));
        return own + d + (n * position) + (logits * (1 + TranscendentalFlops)) + 1 + readOut;
    }
}
