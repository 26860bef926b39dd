using AlgZoo.Advice;
using AlgZoo.Plugins;
using AlgZoo.Zoo;

namespace AlgZoo.Tests.Plugins;

/// <summary>The parts that learned responses are made of.</summary>
public sealed class LearningTests
{
    [Test]
    public void Ridge_regression_finds_a_linear_law_whatever_the_scales_and_weights()
    {
        var random = Bench.Random(3);
        var regression = new RidgeRegression(3);
        for (int i = 0; i < 50; i++)
        {
            double[] features = [random.NextGaussian(), 1000 * random.NextGaussian(), 7];
            regression.Add(features, 2 + (3 * features[0]) - (0.004 * features[1]), 0.1 + random.NextDouble());
        }

        var (coefficients, constant) = regression.Solve(1e-12);
        Assert.That(coefficients[0], Is.EqualTo(3).Within(1e-9));
        Assert.That(coefficients[1], Is.EqualTo(-0.004).Within(1e-12));
        Assert.That(coefficients[2], Is.Zero, "a feature that does not vary");
        Assert.That(constant, Is.EqualTo(2).Within(1e-9));
    }

    // Two features that agree and hardly leave 1, and a third that is 1: about 0, their sums of squares would cancel to noise.
    [Test]
    public void Ridge_regression_bears_features_that_hardly_vary()
    {
        var random = Bench.Random(3);
        var regression = new RidgeRegression(3);
        for (int i = 0; i < 2000; i++)
        {
            double feature = 1 - (1e-9 * random.NextDouble());
            regression.Add([feature, feature, 1], 5 + (1e9 * (1 - feature)), 1);
        }

        var (coefficients, constant) = regression.Solve(1e-4);
        Assert.That(constant + coefficients[0] + coefficients[1] - (5e-10 * (coefficients[0] + coefficients[1])), Is.EqualTo(5.5).Within(0.05));
    }

    // A copy w has the coordinates (w - w0) / (sigma w0) or (w - w0) / (sigma rms): the draws, up to rounding of the weights.
    [TestCase(WeightNoiseKind.Relative)]
    [TestCase(WeightNoiseKind.Additive)]
    public void Noise_coordinates_are_the_draws_that_made_the_copy(WeightNoiseKind kind)
    {
        var noise = new WeightNoise(kind, 0.1);
        var model = Bench.RandomRnn(4, 3, 3, seed: 1);
        float[] coordinates = new float[model.ParameterCount];
        new NoiseCoordinates(model, noise).Fill(WeightVector.Of(noise.Apply(model, Bench.Random(6))), coordinates);
        var draws = Bench.Random(6);
        foreach (float e in coordinates)
        {
            Assert.That(e, Is.EqualTo(draws.NextGaussian()).Within(1e-4));
        }
    }

    // Central differences in single precision: 1e-3 of a step leaves two to three digits.
    [Test]
    public void Gradients_of_the_network_are_those_of_finite_differences()
    {
        const float Step = 1e-3f;
        var random = Bench.Random(2);
        float[] noise = new float[37];
        random.FillGaussian(noise);
        var network = new ResponseNetwork(noise.Length);
        network.Initialise(random);
        network.ClearGradient();
        network.Evaluate(noise);
        network.AddGradient(noise, 1);
        float[] gradient = [.. network.MapGradient, .. network.TailGradient];
        for (int i = 0; i < gradient.Length; i++)
        {
            ref float parameter = ref i < network.Map.Length ? ref network.Map[i] : ref network.Tail[i - network.Map.Length];
            parameter += Step;
            double above = network.Evaluate(noise);
            parameter -= 2 * Step;
            double below = network.Evaluate(noise);
            parameter += Step;
            Assert.That(gradient[i], Is.EqualTo((above - below) / (2 * Step)).Within(5e-4 + (0.02 * Math.Abs(gradient[i]))));
        }
    }

    // The directions found on some copies leave less unexplained on others than two weights do.
    [Test]
    public void Directions_of_curvature_explain_more_than_single_weights()
    {
        var model = (ReluRnn)new ModelLibrary(TestContext.CurrentContext.WorkDirectory).Load("trained:2nd_argmax_4_3").Model;
        var request = Bench.Request(model, SequenceTask.SecondArgmax, new WeightNoise(WeightNoiseKind.Relative, 0.05));
        var coordinates = new NoiseCoordinates(model, request.Noise);
        float[] directions = CurvatureDirections.Find(
            NoisyCopies.Sample(request, "copies", 4096, 1024, NoiseRange.Training, default), coordinates, 2, Bench.Random(1), default);
        var fresh = NoisyCopies.Sample(request, "fresh", 4096, 1024, NoiseRange.Own, default);
        float[] axis = new float[2 * coordinates.Count];
        axis[0] = 1;
        axis[coordinates.Count + 1] = 1;
        Assert.That(Explained(directions), Is.LessThan(0.8 * Explained(axis)));

        double Explained(float[] along)
        {
            var response = new QuadraticResponse(coordinates, along);
            response.Fit(fresh, 1e-6);
            return fresh.MeanSquaredError(copy => response.Estimate(fresh.Weights(copy)));
        }
    }

    [Test]
    public void An_error_law_goes_through_what_was_measured_and_falls_at_least_as_fast_as_sampling()
    {
        var law = ErrorLaw.Fit([(1e4, 1e-1), (1e5, 1e-1 * Math.Pow(10, -1.2)), (1e6, 1e-1 * Math.Pow(10, -2.4))]);
        Assert.That(law.At(1e7), Is.EqualTo(1e-1 * Math.Pow(10, -3.6)).Within(0.01).Percent);
        Assert.That(ErrorLaw.Fit([(1e4, 1e-2), (1e6, 1e-3)]).Slope, Is.EqualTo(-1));
        Assert.That(ErrorLaw.Fit([(1e4, 1e-2)]).At(1e5), Is.EqualTo(1e-3).Within(0.01).Percent);
    }
}
