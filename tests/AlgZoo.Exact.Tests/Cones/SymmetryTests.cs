using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Exact.Tests;

/// <summary>What must not change the score.</summary>
internal sealed class SymmetryTests
{
    private static readonly SequenceTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax, SequenceTask.Median];

    private static readonly Arbitrary<(int HiddenSize, int Length, int Task, int Seed)> Cases =
        (from d in Gen.Choose(1, 9) from n in Gen.Choose(2, 3) from task in Gen.Choose(0, Tasks.Length - 1) from seed in Gen.Choose(0, 1_000_000) select (HiddenSize: d, Length: n, Task: task, Seed: seed)).ToArbitrary();

    [Test]
    public void Order_and_scale_of_the_neurons() => Holds((weights, random) =>
    {
        int[] order = [.. Enumerable.Range(0, weights.HiddenSize).OrderBy(_ => random.NextUInt64())];
        double[] scales = [.. order.Select(_ => Math.Exp(2 * random.NextGaussian()))];
        return Networks.Rearranged(weights, order, scales);
    });

    [Test]
    public void A_neuron_in_two_halves() => Holds((weights, _) =>
    {
        int d = weights.HiddenSize;
        double[] input = [.. weights.Input, weights.Input[0]];
        double[] recurrent = new double[(d + 1) * (d + 1)];
        double[] output = new double[weights.OutputSize * (d + 1)];
        for (int i = 0; i <= d; i++)
        {
            for (int j = 0; j <= d; j++)
            {
                double share = j == 0 ? 0.25 : j == d ? 0.75 : 1;
                recurrent[(i * (d + 1)) + j] = share * weights.Recurrent[(i % d * d) + (j % d)];
            }
        }

        for (int k = 0; k < weights.OutputSize; k++)
        {
            for (int j = 0; j <= d; j++)
            {
                double share = j == 0 ? 0.25 : j == d ? 0.75 : 1;
                output[(k * (d + 1)) + j] = share * weights.Output[(k * d) + (j % d)];
            }
        }

        return new(weights.SequenceLength, input, recurrent, output);
    });

    [Test]
    public void Scale_of_the_inputs() => Holds(
        (weights, random) =>
        {
            double scale = Math.Exp(3 * random.NextGaussian());
            return new(weights.SequenceLength, [.. weights.Input.ToArray().Select(weight => scale * weight)], weights.Recurrent, weights.Output);
        },
        holdsForSquaredError: false);

    [Test]
    public void Scale_of_the_logits() => Holds(
        (weights, random) =>
        {
            double scale = Math.Exp(3 * random.NextGaussian());
            return weights.WithOutput([.. weights.Output.ToArray().Select(weight => scale * weight)]);
        },
        holdsForSquaredError: false);

    [Test]
    public void What_all_logits_have_in_common() => Holds(
        (weights, random) =>
        {
            int d = weights.HiddenSize;
            double[] common = [.. Enumerable.Range(0, d).Select(_ => random.NextGaussian())];
            return weights.WithOutput([.. weights.Output.ToArray().Select((weight, index) => weight + common[index % d])]);
        },
        holdsForSquaredError: false);

    private static void Holds(Func<RnnWeights, RandomStream, RnnWeights> change, bool holdsForSquaredError = true) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(300), Prop.ForAll(Cases, each =>
        {
            var task = Tasks[each.Task];
            if (task == SequenceTask.Median && !holdsForSquaredError)
            {
                return true;
            }

            var weights = Networks.Random(each.HiddenSize, each.Length, task.OutputSize(each.Length), (ulong)each.Seed);
            var changed = change(weights, new RandomStream(RandomAddress.Root((ulong)each.Seed).Child("change")));
            double before = ExactCones.Evaluate(weights, task).Value;
            return Math.Abs(ExactCones.Evaluate(changed, task).Value - before) <= 1e-11 * Math.Max(1, before);
        }));
}
