using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Numerics.Tests;

/// <summary>What must leave the outputs of a ReLU RNN unchanged.</summary>
internal sealed class RnnSymmetryTests
{
    private const int SequenceLength = 4;

    private static readonly Config Configuration = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20261121, 7);

    private static Arbitrary<(int HiddenSize, ulong Seed)> Models { get; } =
        (from hiddenSize in Gen.Choose(1, 40) from seed in Gen.Choose(0, int.MaxValue) select (hiddenSize, (ulong)seed)).ToArbitrary();

    [Test]
    public void Rescaling_neurons_by_powers_of_two_changes_no_bit() => Check.One(Configuration, Prop.ForAll(Models, draw =>
    {
        var (model, inputs, random) = Draw(draw);
        int d = model.HiddenSize;
        float[] scales = [.. Enumerable.Range(0, d).Select(_ => MathF.ScaleB(1, random.NextInt32(7) - 3))];
        var rescaled = ReluRnn.Create(
            SequenceLength,
            [.. model.InputWeights.ToArray().Select((weight, i) => weight * scales[i])],
            [.. model.RecurrentWeights.ToArray().Select((weight, k) => weight * scales[k / d] / scales[k % d])],
            [.. model.OutputWeights.ToArray().Select((weight, k) => weight / scales[k % d])]);
        return TestModels.Forward(rescaled, inputs).SequenceEqual(TestModels.Forward(model, inputs));
    }));

    [Test]
    public void Permuting_neurons_changes_rounding_only() => Check.One(Configuration, Prop.ForAll(Models, draw =>
    {
        var (model, inputs, random) = Draw(draw);
        int d = model.HiddenSize;
        int[] order = [.. Enumerable.Range(0, d).OrderBy(_ => random.NextUInt64())];
        float[] recurrent = model.RecurrentWeights.ToArray();
        float[] output = model.OutputWeights.ToArray();
        float[] input = model.InputWeights.ToArray();
        var permuted = ReluRnn.Create(
            SequenceLength,
            [.. order.Select(i => input[i])],
            [.. order.SelectMany(i => order.Select(j => recurrent[(i * d) + j]))],
            [.. Enumerable.Range(0, SequenceLength).SelectMany(i => order.Select(j => output[(i * d) + j]))]);
        float[] before = TestModels.Forward(model, inputs);
        float[] after = TestModels.Forward(permuted, inputs);
        float tolerance = 1e-5f * before.Max(MathF.Abs);
        return before.Zip(after).All(pair => MathF.Abs(pair.First - pair.Second) <= tolerance);
    }));

    [Test]
    public void Scaling_the_input_by_a_power_of_two_scales_the_output() => Check.One(Configuration, Prop.ForAll(Models, draw =>
    {
        var (model, inputs, random) = Draw(draw);
        float scale = MathF.ScaleB(1, random.NextInt32(21) - 10);
        float[] scaled = [.. inputs.Select(x => scale * x)];
        return TestModels.Forward(model, scaled).SequenceEqual(TestModels.Forward(model, inputs).Select(y => scale * y));
    }));

    private static (ReluRnn Model, float[] Inputs, RandomStream Random) Draw((int HiddenSize, ulong Seed) draw) => (
        TestModels.RandomRnn(draw.HiddenSize, SequenceLength, SequenceLength, draw.Seed),
        TestModels.Inputs(SequenceTask.Argmax, SequenceLength, 50, draw.Seed),
        new RandomStream(RandomAddress.Root(draw.Seed).Child("symmetry")));
}
