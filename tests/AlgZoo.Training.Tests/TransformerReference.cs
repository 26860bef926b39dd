namespace AlgZoo.Training.Tests;

/// <summary>The transformer's cross-entropy and its gradient for one sequence, in plain double arithmetic with queries, keys and values as they are stored.</summary>
internal sealed class TransformerReference(int hiddenSize, int sequenceLength, int layers)
{
    private readonly int _d = hiddenSize;
    private readonly int _n = sequenceLength;

    private int EmbeddingSize => _n * _d;

    private int LayerSize => 4 * _d * _d;

    private int Unembedding => (2 * EmbeddingSize) + (layers * LayerSize);

    public int ParameterCount => Unembedding + EmbeddingSize;

    /// <summary>Loss of a sequence; adds its gradient where one is asked for.</summary>
    public double Evaluate(double[] parameters, int[] tokens, int label, double[]? gradient = null)
    {
        double[][] stream = [.. tokens.Select((token, position) => Sum(Row(parameters, 0, token), Row(parameters, EmbeddingSize, position)))];
        var passes = new List<LayerPass>();
        for (int layer = 0; layer < layers; layer++)
        {
            var pass = new LayerPass(parameters, (2 * EmbeddingSize) + (layer * LayerSize), stream);
            passes.Add(pass);
            stream = pass.Result;
        }

        double[] logits = [.. Enumerable.Range(0, _n).Select(i => Dot(Row(parameters, Unembedding, i), stream[^1]))];
        double largest = logits.Max();
        double normaliser = logits.Sum(logit => Math.Exp(logit - largest));
        if (gradient is not null)
        {
            double[][] streamGradient = [.. stream.Select(_ => new double[_d])];
            for (int i = 0; i < _n; i++)
            {
                double error = (Math.Exp(logits[i] - largest) / normaliser) - (i == label ? 1 : 0);
                AddScaled(gradient.AsSpan(Unembedding + (i * _d), _d), error, stream[^1]);
                AddScaled(streamGradient[^1], error, Row(parameters, Unembedding, i));
            }

            foreach (var pass in passes.AsEnumerable().Reverse())
            {
                streamGradient = pass.Backward(streamGradient, gradient);
            }

            for (int position = 0; position < _n; position++)
            {
                AddScaled(gradient.AsSpan(tokens[position] * _d, _d), 1, streamGradient[position]);
                AddScaled(gradient.AsSpan(EmbeddingSize + (position * _d), _d), 1, streamGradient[position]);
            }
        }

        return Math.Log(normaliser) + largest - logits[label];
    }

    private double[] Row(double[] parameters, int offset, int row) => parameters[(offset + (row * _d))..(offset + ((row + 1) * _d))];

    private static double[] Sum(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a + b)];

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static void AddScaled(Span<double> sum, double factor, ReadOnlySpan<double> addend)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += factor * addend[i];
        }
    }

    /// <summary>One layer: result_i = x_i + O Σ_j softmax_j(Q x_i · K x_j / √d) V x_j.</summary>
    private sealed class LayerPass
    {
        private readonly int _d;
        private readonly double[] _parameters;
        private readonly int _offset;
        private readonly double[][] _stream;
        private readonly double[][] _queries;
        private readonly double[][] _keys;
        private readonly double[][] _values;
        private readonly double[][] _probabilities;
        private readonly double[][] _mixtures;

        public LayerPass(double[] parameters, int offset, double[][] stream)
        {
            _d = stream[0].Length;
            _parameters = parameters;
            _offset = offset;
            _stream = stream;
            _queries = [.. stream.Select(x => Multiply(0, x))];
            _keys = [.. stream.Select(x => Multiply(1, x))];
            _values = [.. stream.Select(x => Multiply(2, x))];
            _probabilities = [.. _queries.Select(query => Softmax([.. _keys.Select(key => Dot(query, key) / Math.Sqrt(_d))]))];
            _mixtures = [.. _probabilities.Select(Mix)];
            Result = [.. stream.Zip(_mixtures, (x, mixture) => Sum(x, Multiply(3, mixture)))];
        }

        public double[][] Result { get; }

        public double[][] Backward(double[][] resultGradient, double[] gradient)
        {
            double[][] streamGradient = [.. resultGradient.Select(row => (double[])row.Clone())];
            double[][] keyGradient = [.. _keys.Select(_ => new double[_d])];
            double[][] valueGradient = [.. _values.Select(_ => new double[_d])];
            for (int i = 0; i < _stream.Length; i++)
            {
                double[] mixtureGradient = new double[_d];
                MultiplyBackward(3, _mixtures[i], resultGradient[i], mixtureGradient, gradient);
                double[] probabilityGradient = [.. _values.Select(value => Dot(mixtureGradient, value))];
                double mean = Dot(_probabilities[i], probabilityGradient);
                double[] queryGradient = new double[_d];
                for (int j = 0; j < _stream.Length; j++)
                {
                    double probability = _probabilities[i][j];
                    double scoreGradient = probability * (probabilityGradient[j] - mean) / Math.Sqrt(_d);
                    AddScaled(valueGradient[j], probability, mixtureGradient);
                    AddScaled(queryGradient, scoreGradient, _keys[j]);
                    AddScaled(keyGradient[j], scoreGradient, _queries[i]);
                }

                MultiplyBackward(0, _stream[i], queryGradient, streamGradient[i], gradient);
            }

            for (int j = 0; j < _stream.Length; j++)
            {
                MultiplyBackward(1, _stream[j], keyGradient[j], streamGradient[j], gradient);
                MultiplyBackward(2, _stream[j], valueGradient[j], streamGradient[j], gradient);
            }

            return streamGradient;
        }

        private double[] Mix(double[] probabilities)
        {
            double[] mixture = new double[_d];
            for (int j = 0; j < probabilities.Length; j++)
            {
                AddScaled(mixture, probabilities[j], _values[j]);
            }

            return mixture;
        }

        private ReadOnlySpan<double> MatrixRow(int matrix, int row) => _parameters.AsSpan(RowOffset(matrix, row), _d);

        private int RowOffset(int matrix, int row) => _offset + (((matrix * _d) + row) * _d);

        private double[] Multiply(int matrix, double[] vector)
        {
            double[] product = new double[_d];
            for (int i = 0; i < _d; i++)
            {
                product[i] = Dot(MatrixRow(matrix, i), vector);
            }

            return product;
        }

        private void MultiplyBackward(int matrix, double[] vector, double[] productGradient, double[] vectorGradient, double[] gradient)
        {
            for (int i = 0; i < _d; i++)
            {
                AddScaled(gradient.AsSpan(RowOffset(matrix, i), _d), productGradient[i], vector);
                AddScaled(vectorGradient, productGradient[i], MatrixRow(matrix, i));
            }
        }

        private static double[] Softmax(double[] scores)
        {
            double largest = scores.Max();
            double[] exponentials = [.. scores.Select(score => Math.Exp(score - largest))];
            double sum = exponentials.Sum();
            return [.. exponentials.Select(exponential => exponential / sum)];
        }
    }
}
