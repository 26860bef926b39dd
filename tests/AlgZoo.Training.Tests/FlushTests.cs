using AlgZoo.Numerics;

namespace AlgZoo.Training.Tests;

internal sealed unsafe class FlushTests
{
    // Deltas that shrink from step to step would become denormal numbers, which made sequences of length 100 ten times slower.
    [TestCase(1e-9f, false, 1e-19f)]
    [TestCase(1e-9f, true, 0f)]
    [TestCase(-1e-9f, true, 0f)]
    [TestCase(1e-7f, true, 1e-17f)]
    [TestCase(float.NaN, true, float.NaN)]
    public void Vanishing_deltas_are_flushed_on_demand(float delta, bool flush, float expected)
    {
        foreach (var path in SupportedPaths.All)
        {
            var matrix = new PackedMatrix(TileKernels.For(path), [1e-10f], columns: 1);
            var state = Filled(delta);
            var gates = Filled(1);
            var next = Filled(5);
            matrix.MultiplyAndGate(state.Pointer, Tile.Lanes, next.Pointer, Tile.Lanes, gates.Pointer, flush, tiles: 1);
            Assert.That(new ReadOnlySpan<float>(next.Pointer, Tile.Lanes).ToArray(), Is.All.EqualTo(expected).Within(1e-6f * Math.Abs(expected)), path.ToString());
            GC.KeepAlive(state);
            GC.KeepAlive(gates);
            GC.KeepAlive(next);
        }
    }

    [Test]
    public void Deltas_of_neurons_at_rest_are_zero([Values] bool flush)
    {
        foreach (var path in SupportedPaths.All)
        {
            var matrix = new PackedMatrix(TileKernels.For(path), [2f], columns: 1);
            var state = Filled(3);
            var gates = Filled(0);
            gates.Pointer[7] = 1e-30f;
            var next = Filled(5);
            matrix.MultiplyAndGate(state.Pointer, Tile.Lanes, next.Pointer, Tile.Lanes, gates.Pointer, flush, tiles: 1);
            float[] expected = new float[Tile.Lanes];
            expected[7] = 6;
            Assert.That(new ReadOnlySpan<float>(next.Pointer, Tile.Lanes).ToArray(), Is.EqualTo(expected), path.ToString());
            GC.KeepAlive(state);
            GC.KeepAlive(gates);
            GC.KeepAlive(next);
        }
    }

    private static AlignedBuffer<float> Filled(float value)
    {
        var buffer = new AlignedBuffer<float>(Tile.Lanes);
        new Span<float>(buffer.Pointer, Tile.Lanes).Fill(value);
        return buffer;
    }
}
