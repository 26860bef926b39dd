using AlgZoo.Numerics;

namespace AlgZoo.Evaluation.Tests.Inspection;

internal sealed class NeuronRoleTallyTests
{
    [Test]
    public void Correlations_are_Pearsons_over_the_sampled_sequences([Values(1, 2, 3, 5)] int n)
    {
        const int D = 3;
        var model = InspectionModels.Random(D, n, n, seed: 6);
        var address = RandomAddress.Root(8).Child("roles");
        float[] inputs = new float[ShardedPass.BlockSize * n];
        SampleInputs.Fill(InputLaw.StandardGaussian, n, address.Child(0), inputs);
        double[][] sequences = [.. inputs.Chunk(n).Select(sequence => InspectionModels.Doubles(sequence))];
        double[][][] states = [.. sequences.Select(sequence => InspectionModels.States(InspectionModels.Doubles(model.InputWeights), InspectionModels.Doubles(model.RecurrentWeights), sequence))];
        var roles = ShardedPass.Run(ShardedPass.BlockSize, () => new NeuronRoleTally(model, address), CancellationToken.None).Roles;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((roles.Samples, roles.Steps.Count), Is.EqualTo(((long)ShardedPass.BlockSize, n)));
            for (int step = 0; step < n; step++)
            {
                Assert.That(roles.Steps[step][0].Correlations, Has.Count.EqualTo(step == n - 1 ? roles.Features.Count : 11));
                for (int neuron = 0; neuron < D; neuron++)
                {
                    var role = roles.Steps[step][neuron];
                    double[] values = [.. states.Select(sequence => sequence[step][neuron])];
                    Assert.That(role.ActiveShare, Is.EqualTo(values.Average(value => value > 0 ? 1.0 : 0)).Within(1e-3));
                    for (int feature = 0; feature < role.Correlations.Count; feature++)
                    {
                        double? expected = Correlation(values, [.. sequences.Select(sequence => Feature(roles.Features[feature], sequence.AsSpan(0, step + 1)))]);
                        Assert.That(role.Correlations[feature], expected is null ? Is.Null : Is.EqualTo(expected).Within(1e-5), $"step {step}, neuron {neuron}, {roles.Features[feature]}");
                    }

                    Assert.That(Math.Abs(role.Correlation ?? 0), Is.EqualTo(role.Correlations.Max(correlation => Math.Abs(correlation ?? 0))));
                }
            }
        }
    }

    [Test]
    public void A_neuron_that_keeps_the_last_input_is_named_so()
    {
        // Corr(ReLU(x), x) = (1/2) / sqrt(1/2 - 1/(2 pi)). With 2^16 sequences the standard errors are below 0.002; 5 of them.
        var roles = ShardedPass.Run(1 << 16, () => new NeuronRoleTally(ReluRnn.Create(3, [2, 0], new float[4], new float[6]), RandomAddress.Root(8)), CancellationToken.None).Roles;
        var (kept, dead) = (roles.Steps[2][0], roles.Steps[2][1]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept.BestFeature, Is.EqualTo("last"));
            Assert.That(kept.Correlation, Is.EqualTo(0.5 / Math.Sqrt(0.5 - (0.5 / Math.PI))).Within(0.01));
            Assert.That(kept.ActiveShare, Is.EqualTo(0.5).Within(0.01));
            Assert.That((dead.BestFeature, dead.Correlation, dead.ActiveShare), Is.EqualTo(((string?)null, (double?)null, 0.0)));
        }
    }

    private static double Feature(string name, ReadOnlySpan<double> read)
    {
        double[] sorted = [.. read.ToArray().Order()];
        double last = read[^1];
        double max = sorted[^1];
        bool isFirst = read.Length == 1;
        double before = isFirst ? 0 : read[..^1].ToArray().Max();
        return name switch
        {
            "last" => last,
            "max" => max,
            "second" => isFirst ? 0 : sorted[^2],
            "max-before" => before,
            "min" => sorted[0],
            "median" => (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2,
            "mean" => sorted.Average(),
            "rise" => isFirst ? 0 : max - before,
            "drop" => max - last,
            "gap" => isFirst ? 0 : max - sorted[^2],
            "argmax" => read.IndexOf(max),
            _ => read.ToArray().Where((_, position) => position != int.Parse(name["max-without-".Length..], System.Globalization.CultureInfo.InvariantCulture)).Max(),
        };
    }

    private static double? Correlation(double[] left, double[] right)
    {
        double leftMean = left.Average();
        double rightMean = right.Average();
        double squares = left.Sum(value => (value - leftMean) * (value - leftMean)) * right.Sum(value => (value - rightMean) * (value - rightMean));
        return squares == 0 ? null : left.Zip(right, (value, other) => (value - leftMean) * (other - rightMean)).Sum() / Math.Sqrt(squares);
    }
}
