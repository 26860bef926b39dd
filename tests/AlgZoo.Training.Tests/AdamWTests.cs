using AlgZoo.Numerics;

namespace AlgZoo.Training.Tests;

internal sealed unsafe class AdamWTests
{
    private const int Parameters = 37;

    // Four steps by hand with torch.optim.AdamW's formula, betas (0.9, 0.999), eps 1e-8 and weight decay 0.001, in double precision.
    private static readonly (double Gradient, double LearningRate, double Parameter, double First, double Second)[] Steps =
    [
        (0.5, 0.1, 0.8999000020, 0.05, 0.00025),
        (-1, 0.2, 0.9729407265, -0.055, 0.00124975),
        (2, 0.05, 0.9519092987, 0.1505, 0.00524850025),
        (0, 0.05, 0.9346738860, 0.13545, 0.00524325174975),
    ];

    [Test]
    public void Steps_are_those_of_PyTorch([ValueSource(typeof(SupportedPaths), nameof(SupportedPaths.All))] SimdPath path)
    {
        float[] parameters = Filled(1);
        float[] first = Filled(0);
        float[] second = Filled(0);
        for (int i = 0; i < Steps.Length; i++)
        {
            var (gradient, learningRate, parameter, firstMoment, secondMoment) = Steps[i];
            Update(path, new AdamWStep(i, learningRate, weightDecay: 0.001, gradientScale: 1.0 / 128), Filled((float)(128 * gradient)), parameters, first, second);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(parameters, Is.All.EqualTo(parameter).Within(2e-7), $"step {i}");
                Assert.That(first, Is.All.EqualTo(firstMoment).Within(3e-7 * Math.Abs(firstMoment)), $"step {i}");
                Assert.That(second, Is.All.EqualTo(secondMoment).Within(1e-6 * secondMoment), $"step {i}");
            }
        }
    }

    [Test]
    public void Vanishing_moments_become_zero([ValueSource(typeof(SupportedPaths), nameof(SupportedPaths.All))] SimdPath path)
    {
        float[] parameters = Filled(1);
        float[] first = Filled(-1.01e-30f);
        float[] second = Filled(1.0005e-30f);
        Update(path, new AdamWStep(step: 1000, learningRate: 0.01, weightDecay: 0, gradientScale: 1), Filled(0), parameters, first, second);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.All.Zero);
            Assert.That(second, Is.All.Zero);
            Assert.That(parameters, Is.All.EqualTo(1f));
        }
    }

    private static float[] Filled(float value) => [.. Enumerable.Repeat(value, Parameters)];

    private static void Update(SimdPath path, AdamWStep step, float[] gradients, float[] parameters, float[] firstMoments, float[] secondMoments)
    {
        fixed (float* gradient = gradients, parameter = parameters, first = firstMoments, second = secondMoments)
        {
            GradientKernels.For(path).Update(step, gradient, parameter, first, second, Parameters);
        }
    }
}
