using AlgZoo.Numerics;

namespace AlgZoo.Training.Tests;

internal sealed unsafe class FlushTests
{
    // Deltas that shrink from step to step would become denormal numbers, which made sequences of length 100 ten times slower.
    [TestCase(1e-9f, false, 1e-19f)]
    [TestCase(1e-9f, true, 0f)]
    [TestCase(-1e-9f, true, 0f)]
    [TestCase(1e-7f, true, 1e-17f)]
    public void Vanishing_deltas_are_flushed_on_demand(float delta, bool flush, float expected)
    {
        foreach (var path in SupportedPaths.All)
        {
            Assert.That(Gated(path, weight: 1e-10f, delta, Filled(1), flush), Is.All.EqualTo(expected).Within(1e-6f * Math.Abs(expected)), path.ToString());
        }
    }

    // A loss that is not a number must show.
    [Test]
    public void Not_a_number_is_not_flushed()
    {
        foreach (var path in SupportedPaths.All)
        {
            Assert.That(Gated(path, weight: 1, delta: float.NaN, Filled(1), flush: true), Is.All.NaN, path.ToString());
        }
    }

    [Test]
    public void Deltas_of_neurons_at_rest_are_zero([Values] bool flush)
    {
        float[] expected = new float[Tile.Lanes];
        expected[7] = 6;
        foreach (var path in SupportedPaths.All)
        {
            var gates = Filled(0);
            gates.Pointer[7] = 1e-30f;
            Assert.That(Gated(path, weight: 2, delta: 3, gates, flush), Is.EqualTo(expected), path.ToString());
        }
    }

    private static float[] Gated(SimdPath path, float weight, float delta, AlignedBuffer<float> gates, bool flush)
    {
        var matrix = new PackedMatrix(TileKernels.For(path), [weight], columns: 1);
        var deltas = Filled(delta);
        var next = Filled(5);
        matrix.MultiplyAndGate(deltas.Pointer, Tile.Lanes, next.Pointer, Tile.Lanes, gates.Pointer, flush, tiles: 1);
        float[] result = new ReadOnlySpan<float>(next.Pointer, Tile.Lanes).ToArray();
        GC.KeepAlive(deltas);
        GC.KeepAlive(next);
        GC.KeepAlive(gates);
        return result;
    }

    private static AlignedBuffer<float> Filled(float value)
    {
        var buffer = new AlignedBuffer<float>(Tile.Lanes);
        new Span<float>(buffer.Pointer, Tile.Lanes).Fill(value);
        return buffer;
    }
}
