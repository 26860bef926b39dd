namespace AlgZoo.Plugins;

/// <summary>
/// The first layer of attention over pairs of (position, token), of which there are n^2: pair p n + t stands for token t at position p. A sequence is a choice of n pairs.
/// </summary>
internal sealed class PairAttention
{
    // Softmax numerators stay between e^-600 and e^600: no sum over a sequence can overflow or vanish.
    private const double LargestExponent = 600;

    /// <summary>Tabulates the layer.</summary>
    public PairAttention(AttentionTransformer model)
    {
        int n = model.SequenceLength;
        int d = model.HiddenSize;
        SequenceLength = n;
        Pairs = n * n;
        Stream = Embed(model);
        var layer = model.Layers[0];
        double[] queries = SmallMatrix.MapAll(SmallMatrix.Read(layer.Query), Stream, d);
        double[] keys = SmallMatrix.MapAll(SmallMatrix.Read(layer.Key), Stream, d);
        double[] values = SmallMatrix.MapAll(SmallMatrix.Read(layer.Value), Stream, d);
        Values = SmallMatrix.MapAll(SmallMatrix.Read(layer.Output), values, d);
        Numerators = new double[Pairs * Pairs];
        double scale = 1 / Math.Sqrt(d);
        IsRepresentable = true;
        for (int pair = 0; pair < Pairs && IsRepresentable; pair++)
        {
            var scores = Numerators.AsSpan(pair * Pairs, Pairs);
            double own = FillScores(scores, pair, n, queries.AsSpan(pair * d, d), keys, scale, out double largest);
            IsRepresentable = largest - own <= 2 * LargestExponent;
            double shift = 0.5 * (largest + own);
            for (int other = 0; other < Pairs; other++)
            {
                scores[other] = Coexist(pair, other, n) ? Math.Exp(scores[other] - shift) : 0;
            }
        }
    }

    /// <summary>Sequence length n.</summary>
    public int SequenceLength { get; }

    /// <summary>Number of pairs, n^2.</summary>
    public int Pairs { get; }

    /// <summary>Shape [pairs, d]: the stream before the layer, embed[t] + pos_embed[p].</summary>
    public double[] Stream { get; }

    /// <summary>Shape [pairs, d]: what the layer adds to a stream that attends to this pair alone, O V stream.</summary>
    public double[] Values { get; }

    /// <summary>Shape [pairs, pairs]: e^(score - shift of the row) of a query (row) for a key (column); 0 for two tokens at one position.</summary>
    public double[] Numerators { get; }

    /// <summary>Whether the numerators fit double precision. Every sequence that has the row's pair attends to it, so that its own score and the row's largest bound what can occur.</summary>
    public bool IsRepresentable { get; }

    /// <summary>Whether two pairs can be part of one sequence.</summary>
    public static bool Coexist(int pair, int other, int n) => pair == other || pair / n != other / n;

    private static double[] Embed(AttentionTransformer model)
    {
        int n = model.SequenceLength;
        int d = model.HiddenSize;
        double[] stream = new double[n * n * d];
        for (int pair = 0; pair < n * n; pair++)
        {
            var token = model.Embedding.Slice(pair % n * d, d);
            var position = model.PositionEmbedding.Slice(pair / n * d, d);
            for (int i = 0; i < d; i++)
            {
                stream[(pair * d) + i] = (double)token[i] + position[i];
            }
        }

        return stream;
    }

    private static double FillScores(Span<double> scores, int pair, int n, ReadOnlySpan<double> query, ReadOnlySpan<double> keys, double scale, out double largest)
    {
        largest = double.NegativeInfinity;
        for (int other = 0; other < scores.Length; other++)
        {
            if (Coexist(pair, other, n))
            {
                scores[other] = scale * SmallMatrix.Dot(query, keys.Slice(other * query.Length, query.Length));
                largest = Math.Max(largest, scores[other]);
            }
        }

        return scores[pair];
    }
}
