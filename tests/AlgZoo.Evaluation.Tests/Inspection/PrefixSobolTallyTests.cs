using AlgZoo.Numerics;

namespace AlgZoo.Evaluation.Tests.Inspection;

internal sealed class PrefixSobolTallyTests
{
    private static readonly SequenceTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Median];

    // Always 0 is the argmax with probability Phi(x_1)^(n-1) given x_1, and with E[f | x_1..x_k]^2 of mean 1/(2n - k): S_k = (1/(2n - k) - 1/n^2) / (1/n - 1/n^2). 4.5 standard errors: 1 in 150,000.
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(7)]
    public void The_first_position_as_argmax_has_closed_indices(int n)
    {
        var indices = Find(InspectionModels.AlwaysFirst(n), SequenceTask.Argmax, 1 << 18, seed: 1).Indices;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(indices.Select(index => index.Prefix), Is.EqualTo(Enumerable.Range(1, n - 1)));
            foreach (var (k, index, standardError) in indices)
            {
                Assert.That(index, Is.EqualTo(Exact(n, k)).Within(4.5 * standardError), $"k = {k}");
                Assert.That(standardError, Is.InRange(1e-4, 0.01));
            }
        }
    }

    [Test]
    public void Standard_errors_are_those_of_the_estimates()
    {
        // Mean of 60 squared z: standard deviation 0.18; [0.3, 1.9] leaves out less than 1 in 10,000.
        double[] squares = [.. Enumerable.Range(1, 60).Select(seed =>
        {
            var index = Find(InspectionModels.AlwaysFirst(4), SequenceTask.Argmax, 4096, (ulong)seed).Indices[1];
            double z = (index.Index - Exact(4, 2)) / index.StandardError;
            return z * z;
        })];
        Assert.That(squares.Average(), Is.InRange(0.3, 1.9));
    }

    // For two inputs, the mean over x_2 and the variance over x_1 by the midpoint rule in probability: 600 x 600 points of the reference forward pass. Its own error is below 0.002.
    [TestCase(3, 1UL)]
    [TestCase(4, 2UL)]
    [TestCase(6, 3UL)]
    public void Two_inputs_agree_with_quadrature(int d, ulong seed)
    {
        const int Points = 600;
        var model = InspectionModels.Random(d, 2, 2, seed);
        double[] nodes = [.. Enumerable.Range(0, Points).Select(i => Gaussian.Quantile((i + 0.5) / Points))];
        double[] outputs = new double[2];
        double[] means = [.. nodes.Select(first => nodes.Average(second =>
        {
            ReferenceForward.Evaluate(model, [first, second], outputs);
            return (outputs[1] > outputs[0] ? 1 : 0) == SequenceTask.SecondArgmax.Label([(float)first, (float)second]) ? 1.0 : 0;
        }))];
        double accuracy = means.Average();
        double exact = means.Average(mean => (mean - accuracy) * (mean - accuracy)) / (accuracy * (1 - accuracy));
        var index = Find(model, SequenceTask.SecondArgmax, 1 << 18, seed: 2).Indices.Single();
        Assert.That(index.Index, Is.EqualTo(exact).Within(0.002 + (4.5 * index.StandardError)));
    }

    [Test]
    public void More_inputs_explain_more([ValueSource(nameof(Tasks))] SequenceTask task)
    {
        var model = InspectionModels.Random(5, 6, task.OutputSize(6), seed: 9);
        var indices = Find(model, task, 1 << 17, seed: 3).Indices;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(indices, Has.Count.EqualTo(5));
            Assert.That(indices[0].Index, Is.GreaterThan(-4.5 * indices[0].StandardError));
            Assert.That(indices[^1].Index, Is.LessThan(1));
            foreach (var (before, after) in indices.Zip(indices.Skip(1)))
            {
                Assert.That(after.Index, Is.GreaterThan(before.Index - (4.5 * (before.StandardError + after.StandardError))));
            }
        }
    }

    [Test]
    public void A_score_that_does_not_vary_has_none() =>
        Assert.That(Find(TestModels.SecondArgmax2, SequenceTask.SecondArgmax, 4096, seed: 1), Is.EqualTo(new PrefixIndices(4096, [])).Using<PrefixIndices>((left, right) => left.Pairs == right.Pairs && left.Indices.SequenceEqual(right.Indices)));

    private static double Exact(int n, int k) => ((1.0 / ((2 * n) - k)) - (1.0 / (n * n))) / ((1.0 / n) - (1.0 / (n * n)));

    private static PrefixIndices Find(ReluRnn model, SequenceTask task, long pairs, ulong seed) =>
        ShardedPass.Run(pairs, () => new PrefixSobolTally(model, ForwardPass.Create(model), task, RandomAddress.Root(seed).Child("prefixes")), CancellationToken.None).Indices;
}
