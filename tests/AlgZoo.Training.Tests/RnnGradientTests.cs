using AlgZoo.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Training.Tests;

internal sealed class RnnGradientTests
{
    // Only sequences all of whose sums are this far from zero: a difference must not cross the kink of a ReLU, on which the gradient jumps.
    private const double KinkMargin = 1e-3;
    private const double Difference = 1e-5;

    [TestCaseSource(typeof(RnnCase), nameof(RnnCase.All))]
    public void Reference_gradient_is_that_of_central_differences(SequenceTask task, int hiddenSize, int sequenceLength)
    {
        var test = new RnnCase(task, hiddenSize, sequenceLength);
        var reference = new RnnReference(task, hiddenSize, sequenceLength);
        double[] parameters = Array.ConvertAll(test.Parameters, value => (double)value);
        float[][] sequences = [.. Enumerable.Range(0, RnnCase.Tiles * Tile.Lanes).Select(test.Sequence).Where(FarFromKinks).Take(8)];
        Assert.That(sequences, Has.Length.EqualTo(8));
        double[] gradient = new double[parameters.Length];
        foreach (float[] sequence in sequences)
        {
            reference.Loss(parameters, sequence, gradient, out _);
        }

        double[] differences = new double[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            differences[i] = (LossAt(i, Difference) - LossAt(i, -Difference)) / (2 * Difference);
        }

        double norm = Norm(gradient);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Distance(differences, gradient), Is.LessThan(1e-6 * norm));
            for (int i = 0; i < gradient.Length; i++)
            {
                if (Math.Abs(gradient[i]) > 1e-3 * norm)
                {
                    Assert.That(differences[i], Is.EqualTo(gradient[i]).Within(1e-6 * Math.Abs(gradient[i])), $"parameter {i}");
                }
            }
        }

        bool FarFromKinks(float[] sequence)
        {
            reference.Loss(parameters, sequence, [], out double closestKink);
            return closestKink > KinkMargin;
        }

        double LossAt(int index, double change)
        {
            double[] changed = [.. parameters];
            changed[index] += change;
            double sum = 0;
            foreach (float[] sequence in sequences)
            {
                sum += reference.Loss(changed, sequence, [], out double closestKink);
                Assert.That(closestKink, Is.Positive);
            }

            return sum;
        }
    }

    // Measured: at most 1.1e-7.
    [TestCaseSource(typeof(RnnCase), nameof(RnnCase.All))]
    public void Kernels_agree_with_the_reference(SequenceTask task, int hiddenSize, int sequenceLength)
    {
        var test = new RnnCase(task, hiddenSize, sequenceLength);
        var reference = new RnnReference(task, hiddenSize, sequenceLength);
        double[] parameters = Array.ConvertAll(test.Parameters, value => (double)value);
        double[] gradient = new double[parameters.Length];
        double loss = 0;
        for (int i = 0; i < RnnCase.Tiles * Tile.Lanes; i++)
        {
            loss += reference.Loss(parameters, test.Sequence(i), gradient, out _);
        }

        var (kernelLoss, _, kernelGradient) = test.Evaluate(test.Parameters, SimdPaths.Fastest);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kernelLoss, Is.EqualTo(loss).Within(1e-6 * loss));
            Assert.That(Distance(Array.ConvertAll(kernelGradient, value => (double)value), gradient), Is.LessThan(3e-7 * Norm(gradient)));
        }
    }

    [TestCaseSource(typeof(RnnCase), nameof(RnnCase.All))]
    public void All_vector_widths_give_the_same_bits(SequenceTask task, int hiddenSize, int sequenceLength)
    {
        var test = new RnnCase(task, hiddenSize, sequenceLength);
        var expected = test.Evaluate(test.Parameters, SimdPath.Scalar);
        foreach (var path in SupportedPaths.All)
        {
            var (loss, hits, gradient) = test.Evaluate(test.Parameters, path);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(loss, Is.EqualTo(expected.Loss), path.ToString());
                Assert.That(hits, Is.EqualTo(expected.Hits), path.ToString());
                Assert.That(gradient, Is.EqualTo(expected.Gradient), path.ToString());
            }
        }
    }

    [Test]
    public void Hits_are_the_sequences_that_the_model_answers_rightly()
    {
        var test = new RnnCase(SequenceTask.SecondArgmax, 6, 4);
        var model = new ReluRnn(4, ParameterLayout.Rnn(6, 4).WithValues(test.Parameters));
        float[] inputs = [.. Enumerable.Range(0, RnnCase.Tiles * Tile.Lanes).SelectMany(test.Sequence)];
        float[] outputs = new float[inputs.Length];
        ForwardPass.Create(model).Evaluate(inputs, outputs);
        double[] answers = new double[RnnCase.Tiles * Tile.Lanes];
        Losses.Evaluate(SequenceTask.SecondArgmax, Quantity.Accuracy, inputs, outputs, answers);
        double[] losses = new double[answers.Length];
        Losses.Evaluate(SequenceTask.SecondArgmax, Quantity.CrossEntropy, inputs, outputs, losses);
        var (loss, hits, _) = test.Evaluate(test.Parameters, SimdPaths.Fastest);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hits, Is.EqualTo((long)answers.Sum()));
            Assert.That(loss, Is.EqualTo(losses.Sum()).Within(1e-6 * losses.Sum()));
        }
    }

    // Symmetry of the architecture. The sums are rounded in another order: hence the tolerance, a few units in the last place of the largest terms.
    [Test]
    public void Permuting_the_neurons_permutes_the_gradient()
    {
        const int d = 7;
        const int n = 5;
        var property = Prop.ForAll(ArbMap.Default.ArbFor<uint>(), seed =>
        {
            var test = new RnnCase(SequenceTask.SecondArgmax, d, n, seed);
            int[] order = RandomOrder(seed, d);
            float[] gradient = Permute(test.Evaluate(test.Parameters, SimdPaths.Fastest).Gradient, order, n);
            float[] ofPermuted = test.Evaluate(Permute(test.Parameters, order, n), SimdPaths.Fastest).Gradient;
            double[] expected = Array.ConvertAll(gradient, value => (double)value);
            return Distance(Array.ConvertAll(ofPermuted, value => (double)value), expected) < 2e-6 * Norm(expected);
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(1, 1), property);
    }

    private static int[] RandomOrder(ulong seed, int count)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("permutation"));
        ulong[] keys = [.. Enumerable.Range(0, count).Select(_ => random.NextUInt64())];
        return [.. Enumerable.Range(0, count).OrderBy(index => keys[index])];
    }

    private static float[] Permute(float[] parameters, int[] order, int outputSize)
    {
        int d = order.Length;
        float[] permuted = new float[parameters.Length];
        for (int i = 0; i < d; i++)
        {
            permuted[i] = parameters[order[i]];
            for (int j = 0; j < d; j++)
            {
                permuted[d + (i * d) + j] = parameters[d + (order[i] * d) + order[j]];
            }

            for (int k = 0; k < outputSize; k++)
            {
                permuted[d + (d * d) + (k * d) + i] = parameters[d + (d * d) + (k * d) + order[i]];
            }
        }

        return permuted;
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    private static double Distance(double[] left, double[] right) => Norm([.. left.Zip(right, (x, y) => x - y)]);
}
