using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Evaluation.Tests.Inspection;

internal sealed class StandardisedWeightsTests
{
    [Test]
    public void The_function_stays_as_it_is()
    {
        var models = from d in Gen.Choose(1, 6)
                     from n in Gen.Choose(2, 5)
                     from seed in Gen.Choose(0, int.MaxValue)
                     from silent in Gen.Choose(0, 2 * d)
                     select WithoutInput(InspectionModels.Random(d, n, n, (ulong)seed), silent);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20261121, 7), Prop.ForAll(models.ToArbitrary(), model =>
        {
            var standardised = StandardisedWeights.Of(model);
            var random = new RandomStream(RandomAddress.Root(5));
            double[] sequence = [.. Enumerable.Range(0, model.SequenceLength).Select(_ => random.NextGaussian())];
            double[] expected = Outputs(InspectionModels.Doubles(model.InputWeights), InspectionModels.Doubles(model.RecurrentWeights), InspectionModels.Doubles(model.OutputWeights), sequence);
            double[] actual = Outputs([.. standardised.InputWeights.Select(weight => (double)weight)], standardised.RecurrentWeights, standardised.OutputWeights, sequence);
            double scale = 1 + expected.Max(Math.Abs);
            return standardised.InputWeights.Zip(InspectionModels.Doubles(model.InputWeights), (unit, weight) => unit == Math.Sign(weight)).All(same => same)
                && standardised.WithoutInput.SequenceEqual(Enumerable.Range(0, model.HiddenSize).Where(neuron => standardised.InputWeights[neuron] == 0))
                && expected.Zip(actual, (left, right) => Math.Abs(left - right) < 1e-12 * scale).All(close => close);
        }));
    }

    [Test]
    public void Neurons_without_input_are_left()
    {
        var standardised = StandardisedWeights.Of(ReluRnn.Create(2, [0, -4], [1, 2, 3, 5], [6, 8, 7, 9]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(standardised.WithoutInput, Is.EqualTo(new[] { 0 }));
            Assert.That(standardised.Scales, Is.EqualTo(new[] { 1, 0.25 }));
            Assert.That(standardised.InputWeights, Is.EqualTo(new[] { 0, -1 }));
            Assert.That(standardised.RecurrentWeights, Is.EqualTo(new[] { 1, 8, 0.75, 5 }));
            Assert.That(standardised.OutputWeights, Is.EqualTo(new double[] { 6, 32, 7, 36 }));
        }
    }

    private static ReluRnn WithoutInput(ReluRnn model, int neuron)
    {
        float[] input = model.InputWeights.ToArray();
        if (neuron < input.Length)
        {
            input[neuron] = 0;
        }

        return ReluRnn.Create(model.SequenceLength, input, model.RecurrentWeights, model.OutputWeights);
    }

    private static double[] Outputs(IReadOnlyList<double> input, IReadOnlyList<double> recurrent, IReadOnlyList<double> output, double[] sequence)
    {
        double[] last = InspectionModels.States(input, recurrent, sequence)[^1];
        return [.. output.Chunk(last.Length).Select(row => row.Zip(last, (weight, state) => weight * state).Sum())];
    }
}
