using AlgZoo.Numerics;

namespace AlgZoo.Training.Tests;

internal sealed unsafe class CrossEntropyTests
{
    // Probabilities below exp(-20) would lead to denormal numbers, a hundred times slower than others.
    [TestCase(-19.9f, 0, 2.277928e-9, 0)]
    [TestCase(-20.1f, 0, 0, 0)]
    [TestCase(-20.1f, 1, -1, 20.1)]
    [TestCase(-200f, 1, -1, 200)]
    [TestCase(0f, 1, -0.5, 0.69314718)]
    public void Vanishing_probabilities_are_zero(float second, int label, double gradientOfSecond, double loss)
    {
        foreach (var path in SupportedPaths.All)
        {
            var logits = new AlignedBuffer<float>(2 * Tile.Lanes);
            var labels = new AlignedBuffer<int>(Tile.Lanes);
            var losses = new AlignedBuffer<float>(OuterProducts.SumLanes);
            var hits = new AlignedBuffer<int>(OuterProducts.SumLanes);
            new Span<float>(logits.Pointer + Tile.Lanes, Tile.Lanes).Fill(second);
            new Span<int>(labels.Pointer, Tile.Lanes).Fill(label);
            GradientKernels.For(path).CrossEntropy(logits.Pointer, outputSize: 2, labels.Pointer, tiles: 1, losses.Pointer, hits.Pointer);
            using (Assert.EnterMultipleScope())
            {
                float[] gradient = new ReadOnlySpan<float>(logits.Pointer, 2 * Tile.Lanes).ToArray();
                Assert.That(gradient[Tile.Lanes..], Is.All.EqualTo(gradientOfSecond).Within(1e-6 * Math.Abs(gradientOfSecond)), path.ToString());
                Assert.That(gradient[..Tile.Lanes], Is.All.EqualTo(-gradientOfSecond).Within(1e-6 * Math.Abs(gradientOfSecond)), path.ToString());
                Assert.That(new ReadOnlySpan<float>(losses.Pointer, OuterProducts.SumLanes).ToArray(), Is.All.EqualTo(2 * loss).Within(1e-6 * (1 + loss)), path.ToString());
                Assert.That(new ReadOnlySpan<int>(hits.Pointer, OuterProducts.SumLanes).ToArray(), Is.All.EqualTo(label == 0 ? 2 : 0), path.ToString());
            }
        }
    }
}
