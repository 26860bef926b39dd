namespace AlgZoo.Numerics;

/// <summary>The forward passes in plain scalar double arithmetic: the reference that every kernel is tested against.</summary>
public static class ReferenceForward
{
    /// <summary>Evaluates one sequence. Costs <see cref="Model.ForwardOperations"/>, in double precision.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="input">Shape [n]; tokens as whole numbers.</param>
    /// <param name="output">Shape [o]: receives the logits or the scalar output.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a token is not a whole number in [0, n).</exception>
    public static void Evaluate(Model model, ReadOnlySpan<double> input, Span<double> output)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (input.Length != model.SequenceLength)
        {
            throw new ArgumentException($"One sequence of the model has {model.SequenceLength} inputs, not {input.Length}.", nameof(input));
        }

        if (output.Length != model.OutputSize)
        {
            throw new ArgumentException($"The model has {model.OutputSize} outputs, not {output.Length}.", nameof(output));
        }

        ComputeMeter.ChargeWindow(model.ForwardOperations.InDoublePrecision(), 1);
        switch (model)
        {
            case ReluRnn rnn:
                Evaluate(rnn, input, output);
                break;
            case AttentionTransformer transformer:
                Evaluate(transformer, input, output);
                break;
            default:
                throw new ArgumentException($"The architecture {model.Architecture} has no forward pass.", nameof(model));
        }
    }

    /// <summary>Adds the attention weights of one sequence; uncharged.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="input">Shape [n]: tokens.</param>
    /// <param name="sums">Shape [layers, n, n]: by layer, query position and key position.</param>
    internal static void AddAttention(AttentionTransformer model, ReadOnlySpan<double> input, Span<double> sums)
    {
        int n = model.SequenceLength;
        double[][] stream = Embed(model, input);
        for (int layer = 0; layer < model.Layers.Count; layer++)
        {
            stream = Attend(model.Layers[layer], stream, sums.Slice(layer * n * n, n * n));
        }
    }

    private static void Evaluate(ReluRnn model, ReadOnlySpan<double> input, Span<double> output)
    {
        int d = model.HiddenSize;
        double[] state = new double[d];
        foreach (double x in input)
        {
            double[] next = new double[d];
            Multiply(model.RecurrentWeights, state, next);
            for (int i = 0; i < d; i++)
            {
                next[i] = Math.Max(0, next[i] + (model.InputWeights[i] * x));
            }

            state = next;
        }

        Multiply(model.OutputWeights, state, output);
    }

    private static void Evaluate(AttentionTransformer model, ReadOnlySpan<double> input, Span<double> output)
    {
        double[][] stream = Embed(model, input);
        foreach (var layer in model.Layers)
        {
            stream = Attend(layer, stream, weightSums: default);
        }

        Multiply(model.Unembedding, stream[^1], output);
    }

    private static double[][] Embed(AttentionTransformer model, ReadOnlySpan<double> input)
    {
        int d = model.HiddenSize;
        int n = model.SequenceLength;
        double[][] stream = new double[n][];
        for (int position = 0; position < n; position++)
        {
            int token = Tokens.Parse(input[position], position, n);
            stream[position] = new double[d];
            for (int i = 0; i < d; i++)
            {
                stream[position][i] = (double)model.Embedding[(token * d) + i] + model.PositionEmbedding[(position * d) + i];
            }
        }

        return stream;
    }

    // The weights are added to the sums, shape [n, n], unless they are empty.
    private static double[][] Attend(AttentionLayer layer, double[][] stream, Span<double> weightSums)
    {
        int n = stream.Length;
        int d = stream[0].Length;
        double[][] keys = new double[n][];
        double[][] values = new double[n][];
        for (int position = 0; position < n; position++)
        {
            Multiply(layer.Key, stream[position], keys[position] = new double[d]);
            Multiply(layer.Value, stream[position], values[position] = new double[d]);
        }

        double[][] result = new double[n][];
        double[] query = new double[d];
        double[] mixture = new double[d];
        double[] weights = new double[n];
        for (int position = 0; position < n; position++)
        {
            Multiply(layer.Query, stream[position], query);
            for (int other = 0; other < n; other++)
            {
                weights[other] = Dot(query, keys[other]) / Math.Sqrt(d);
            }

            Softmax(weights);
            for (int other = 0; other < n && !weightSums.IsEmpty; other++)
            {
                weightSums[(position * n) + other] += weights[other];
            }

            for (int i = 0; i < d; i++)
            {
                mixture[i] = 0;
                for (int other = 0; other < n; other++)
                {
                    mixture[i] += weights[other] * values[other][i];
                }
            }

            double[] updated = new double[d];
            Multiply(layer.Output, mixture, updated);
            for (int i = 0; i < d; i++)
            {
                updated[i] += stream[position][i];
            }

            result[position] = updated;
        }

        return result;
    }

    private static void Softmax(Span<double> scores)
    {
        double largest = double.NegativeInfinity;
        foreach (double score in scores)
        {
            largest = Math.Max(largest, score);
        }

        double sum = 0;
        foreach (ref double score in scores)
        {
            score = Math.Exp(score - largest);
            sum += score;
        }

        foreach (ref double score in scores)
        {
            score /= sum;
        }
    }

    private static void Multiply(ReadOnlySpan<float> matrix, ReadOnlySpan<double> vector, Span<double> product)
    {
        for (int i = 0; i < product.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < vector.Length; j++)
            {
                sum += matrix[(i * vector.Length) + j] * vector[j];
            }

            product[i] = sum;
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
