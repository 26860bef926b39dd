using static AlgZoo.Abstractions.Tests.Models.TestModels;

namespace AlgZoo.Abstractions.Tests.Models;

/// <summary>The closed forms against scalar forward passes whose every operation is counted.</summary>
public sealed class ForwardFlopsTests
{
    [Test]
    public void The_closed_form_of_the_RNN_counts_every_operation([Values(1, 2, 3, 16)] int d, [Values(1, 2, 5, 10)] int n, [Values] bool isScalar)
    {
        var model = Rnn(d, n, isScalar ? 1 : n);
        Assert.That(model.ForwardOperations, Is.EqualTo(Count(model)));
    }

    [Test]
    public void The_closed_form_of_the_transformer_counts_every_operation([Values(1, 2, 4, 8)] int d, [Values(1, 3, 6)] int n, [Values(1, 2, 3)] int layers)
    {
        var model = Transformer(d, n, layers);
        Assert.That(model.ForwardOperations, Is.EqualTo(Count(model)));
    }

    [Test]
    public void The_prices_are_those_of_the_documented_formulas([Values(1, 4)] int d, [Values(1, 3)] int n, [Values(1, 3)] int layers)
    {
        long[] counts = [2 * d, (n - 1) * ((2 * d * d) + (2 * d)), n * ((2 * d) - 1)];
        Assert.That(Rnn(d, n, n).ForwardFlops, Is.EqualTo(counts.Sum()));

        long matrixVector = d * ((2 * d) - 1);
        long perQuery = matrixVector + (n * ((2 * d) - 1)) + ((16 * n) + (n - 1) + n) + (d * ((2 * n) - 1)) + matrixVector + d;
        long queries = ((layers - 1) * n) + 1;
        Assert.That(
            Transformer(d, n, layers).ForwardFlops, Is.EqualTo((n * d) + (layers * 2 * n * matrixVector) + (queries * perQuery) + (n * ((2 * d) - 1))));
    }

    [Test]
    public void A_sample_adds_the_scoring_of_its_output()
    {
        var model = Rnn(4, 3, 3);
        OperationCounts Scoring(Quantity quantity) => OperationCounts.Of(
            [.. model.SamplingOperations(quantity).Occurring().Select(entry => (entry.Operation, entry.Count - model.ForwardOperations[entry.Operation]))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Scoring(Quantity.Accuracy), Is.EqualTo(OperationCounts.Of((OperationClass.CompareSingle, 2))));
            Assert.That(Scoring(Quantity.MeanSquaredError), Is.EqualTo(OperationCounts.None));
            Assert.That(Scoring(Quantity.CrossEntropy), Is.EqualTo(OperationCounts.Of((OperationClass.TranscendentalSingle, 4), (OperationClass.AddSingle, 3))));
            Assert.That(() => model.SamplingOperations((Quantity)9), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void A_draw_is_one_number_for_each_input()
    {
        Assert.That(SequenceTask.Median.DrawOperations(5), Is.EqualTo(OperationCounts.Of((OperationClass.GaussianDraw, 5))));
        Assert.That(SequenceTask.LongestCycle.DrawOperations(5), Is.EqualTo(OperationCounts.Of((OperationClass.UniformDraw, 5))));
    }

    private static OperationCounts Count(ReluRnn model)
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

        return arithmetic.Operations;
    }

    private static OperationCounts Count(AttentionTransformer model)
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
        return arithmetic.Operations;
    }

    private sealed class CountingArithmetic
    {
        private readonly long[] _counts = new long[OperationCounts.Classes];

        public OperationCounts Operations => OperationCounts.Of([.. _counts.Select((count, i) => ((OperationClass)i, count))]);

        public double Add(double left, double right) => Counted(left + right, OperationClass.AddSingle);

        public double Multiply(double left, double right) => Counted(left * right, OperationClass.MultiplySingle);

        public double Max(double left, double right) => Counted(Math.Max(left, right), OperationClass.CompareSingle);

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
            double[] exponentials = [.. scores.Select(score => Counted(Math.Exp(score), OperationClass.TranscendentalSingle))];
            double sum = exponentials.Aggregate(Add);
            return [.. exponentials.Select(exponential => Counted(exponential / sum, OperationClass.DivideSingle))];
        }

        private double Counted(double result, OperationClass operation)
        {
            _counts[(int)operation]++;
            return result;
        }
    }
}
