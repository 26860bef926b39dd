using static AlgZoo.Abstractions.Tests.Models.TestModels;

namespace AlgZoo.Abstractions.Tests.Models;

/// <summary>The closed forms against scalar forward passes whose every operation is counted.</summary>
public sealed class ForwardFlopsTests
{
    [Test]
    public void The_closed_form_of_the_RNN_counts_every_operation([Values(1, 2, 3, 16)] int d, [Values(1, 2, 5, 10)] int n, [Values] bool isScalar)
    {
        var model = Rnn(d, n, isScalar ? 1 : n);
        Assert.That(model.ForwardFlops, Is.EqualTo(Count(model)));
    }

    [Test]
    public void The_closed_form_of_the_transformer_counts_every_operation([Values(1, 2, 4, 8)] int d, [Values(1, 3, 6)] int n, [Values(1, 2, 3)] int layers)
    {
        var model = Transformer(d, n, layers);
        Assert.That(model.ForwardFlops, Is.EqualTo(Count(model)));
    }

    private static long Count(ReluRnn model)
    {
        var arithmetic = new CountingArithmetic();
        int d = model.HiddenSize;
        double[] state = new double[d];
        for (int t = 0; t < model.SequenceLength; t++)
        {
            double[] next = new double[d];
            for (int i = 0; i < d; i++)
            {
                // The state is zero before the first step: only the input contributes.
                double driven = arithmetic.Multiply(model.InputWeights[i], 1);
                next[i] = arithmetic.Max(0, t == 0 ? driven : arithmetic.Add(driven, arithmetic.Dot(model.RecurrentWeights.Slice(i * d, d), state)));
            }

            state = next;
        }

        for (int k = 0; k < model.OutputSize; k++)
        {
            arithmetic.Dot(model.OutputWeights.Slice(k * d, d), state);
        }

        return arithmetic.Flops;
    }

    private static long Count(AttentionTransformer model)
    {
        var arithmetic = new CountingArithmetic();
        int d = model.HiddenSize;
        int n = model.SequenceLength;
        double[][] stream = new double[n][];
        for (int position = 0; position < n; position++)
        {
            stream[position] = new double[d];
            for (int i = 0; i < d; i++)
            {
                stream[position][i] = arithmetic.Add(model.Embedding[i], model.PositionEmbedding[(position * d) + i]);
            }
        }

        foreach (var layer in model.Layers)
        {
            double[][] keys = new double[n][];
            double[][] values = new double[n][];
            for (int position = 0; position < n; position++)
            {
                keys[position] = arithmetic.Apply(layer.Key, stream[position]);
                values[position] = arithmetic.Apply(layer.Value, stream[position]);
            }

            double[][] updated = [.. stream];
            int firstQuery = layer == model.Layers[^1] ? n - 1 : 0;
            for (int position = firstQuery; position < n; position++)
            {
                double[] query = arithmetic.Apply(layer.Query, stream[position]);
                double[] weights = arithmetic.Softmax([.. keys.Select(key => arithmetic.Dot(query, key))]);
                double[] mixture = new double[d];
                for (int i = 0; i < d; i++)
                {
                    mixture[i] = arithmetic.Dot(weights, [.. values.Select(value => value[i])]);
                }

                double[] output = arithmetic.Apply(layer.Output, mixture);
                updated[position] = [.. output.Zip(stream[position], arithmetic.Add)];
            }

            stream = updated;
        }

        arithmetic.Apply(model.Unembedding, stream[^1]);
        return arithmetic.Flops;
    }

    private sealed class CountingArithmetic
    {
        public long Flops { get; private set; }

        public double Add(double left, double right) => Priced(left + right);

        public double Multiply(double left, double right) => Priced(left * right);

        public double Max(double left, double right) => Priced(Math.Max(left, right));

        public double Dot(ReadOnlySpan<float> left, double[] right) => Dot(Array.ConvertAll(left.ToArray(), value => (double)value), right);

        public double Dot(double[] left, double[] right) => left.Zip(right, Multiply).Aggregate(Add);

        public double[] Apply(ReadOnlySpan<float> matrix, double[] vector)
        {
            double[] product = new double[matrix.Length / vector.Length];
            for (int i = 0; i < product.Length; i++)
            {
                product[i] = Dot(matrix.Slice(i * vector.Length, vector.Length), vector);
            }

            return product;
        }

        public double[] Softmax(double[] scores)
        {
            double[] exponentials = [.. scores.Select(score => Priced(Math.Exp(score), 16))];
            double sum = exponentials.Aggregate(Add);
            return [.. exponentials.Select(exponential => Priced(exponential / sum))];
        }

        private double Priced(double result, int price = 1)
        {
            Flops += price;
            return result;
        }
    }
}
