using System.Runtime.Intrinsics;
using AlgZoo.Advice;
using AlgZoo.Numerics;
using AlgZoo.Plugins;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Plugins;

public sealed class TrainedQuadratureTests
{
    private const int Points = 8;

    // Rounding of sums in other orders, in single precision.
    [Test]
    public void Margins_are_those_of_the_reference_forward_pass([Values(1, 2, 5, 16)] int hiddenSize, [Values(2, 3, 7)] int length)
    {
        var model = Bench.RandomRnn(hiddenSize, length, length, seed: 3);
        var rule = RandomRule(length, seed: 5);
        var lanes = new MarginLanes(hiddenSize, length, length);
        var inputs = new Vector256<float>[length];
        for (int t = 0; t < length; t++)
        {
            inputs[t] = Vector256.Create(Enumerable.Range(0, Points).Select(k => rule.Inputs[(k * length) + t]).ToArray());
        }

        var margins = lanes.Margins(WeightVector.Of(model), inputs, Vector256.Create(rule.Answers));
        var forward = new ActiveForward(model);
        for (int k = 0; k < Points; k++)
        {
            var input = rule.Inputs.AsSpan(k * length, length);
            double[] logits = ReferenceLogits(model, input);
            double expected = logits[rule.Answers[k]] - logits.Where((_, i) => i != rule.Answers[k]).Max();
            Assert.That(margins[k], Is.EqualTo(expected).Within(1e-5));
            Assert.That(forward.Margin(input, rule.Answers[k]), Is.EqualTo(expected).Within(1e-5));
        }
    }

    // Central differences in single precision: 1e-3 of a step leaves two to three digits.
    [Test]
    public void Gradients_are_those_of_finite_differences()
    {
        var model = Bench.RandomRnn(5, 4, 4, seed: 8);
        float[] weights = WeightVector.Of(model);
        var quadrature = new TrainableQuadrature(RandomRule(4, seed: 9), 5, 4);
        quadrature.ClearGradients();
        quadrature.Estimate(weights);
        quadrature.AddGradients(weights, 1);
        AssertGradient(quadrature.InputGradient.ToArray(), i => ref quadrature.Inputs[i]);
        AssertGradient(quadrature.ShapeGradient.ToArray(), i => ref quadrature.Shapes[i]);
        AssertGradient(quadrature.WeightGradient.ToArray(), i => ref quadrature.Weights[i]);

        void AssertGradient(float[] gradient, Parameter parameter)
        {
            const float Step = 1e-3f;
            Assert.That(gradient.Count(slope => slope != 0), Is.GreaterThan(gradient.Length / 2));
            for (int i = 0; i < gradient.Length; i++)
            {
                parameter(i) += Step;
                double above = quadrature.Estimate(weights);
                parameter(i) -= 2 * Step;
                double below = quadrature.Estimate(weights);
                parameter(i) += Step;
                Assert.That(gradient[i], Is.EqualTo((above - below) / (2 * Step)).Within(2e-3 + (0.02 * Math.Abs(gradient[i]))));
            }
        }
    }

    [Test]
    public void A_rule_survives_being_trainable_and_being_advice()
    {
        var model = Bench.RandomRnn(3, 4, 4, seed: 2);
        var rule = RandomRule(4, seed: 6);
        double expected = rule.Estimate(model);
        Assert.That(new TrainableQuadrature(rule, 3, 4).ToRule().Estimate(model), Is.EqualTo(expected).Within(1e-6));
        Assert.That(QuadratureAdvice.Read("a-rule", model, QuadratureAdvice.Write(rule, model), Points).Estimate(model), Is.EqualTo(expected));
    }

    // Margins do not change, so neither do estimates: rounding in single precision only.
    [Test]
    public void Permuting_and_rescaling_neurons_leaves_the_estimate_unchanged() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(50).WithReplay(1, 1),
        Prop.ForAll<byte, byte>((modelSeed, permutationSeed) =>
        {
            const int HiddenSize = 6;
            var model = Bench.RandomRnn(HiddenSize, 4, 4, modelSeed);
            var random = Bench.Random(permutationSeed);
            int[] from = [.. Enumerable.Range(0, HiddenSize)];
            double[] keys = [.. from.Select(_ => random.NextDouble())];
            Array.Sort(keys, from);
            float[] factors = [.. from.Select(_ => (float)Math.Exp(random.NextGaussian()))];
            var moved = ReluRnn.Create(
                4,
                [.. from.Select((old, i) => model.InputWeights[old] * factors[i])],
                [.. from.SelectMany((old, i) => from.Select((oldColumn, j) => model.RecurrentWeights[(old * HiddenSize) + oldColumn] * factors[i] / factors[j]))],
                [.. Enumerable.Range(0, 4).SelectMany(i => from.Select((old, j) => model.OutputWeights[(i * HiddenSize) + old] / factors[j]))]);
            var rule = RandomRule(4, seed: 6);
            return Math.Abs(rule.Estimate(moved) - rule.Estimate(model)) < 1e-5;
        }));

    private delegate ref float Parameter(int index);

    private static QuadratureRule RandomRule(int length, ulong seed)
    {
        var random = Bench.Random(seed);
        var rule = new QuadratureRule(Points, length) { Constant = 0.5f };
        random.FillGaussian(rule.Inputs);
        for (int k = 0; k < Points; k++)
        {
            rule.Answers[k] = random.NextInt32(length);
            rule.Sharpness[k] = 2 + (float)random.NextDouble();
            rule.Offsets[k] = (float)(0.3 * random.NextGaussian());
            rule.Weights[k] = (float)(0.05 * random.NextGaussian());
        }

        return rule;
    }

    private static double[] ReferenceLogits(ReluRnn model, ReadOnlySpan<float> input)
    {
        double[] logits = new double[model.OutputSize];
        ReferenceForward.Evaluate(model, input.ToArray().Select(x => (double)x).ToArray(), logits);
        return logits;
    }
}
