namespace AlgZoo.Numerics;

/// <summary>Initial weights by PyTorch's laws, the same bits on every machine.</summary>
internal static class InitialWeights
{
    /// <summary>Draws all parameters.</summary>
    /// <param name="layout">Tensors and their laws.</param>
    /// <param name="address">Each tensor is drawn below this address under its name.</param>
    /// <returns>Shape [P].</returns>
    public static float[] Draw(ParameterLayout layout, RandomAddress address)
    {
        float[] parameters = new float[layout.Count];
        foreach (var tensor in layout.Tensors)
        {
            var values = tensor.Of(parameters);
            var stream = address.Child(tensor.Name);
            if (tensor.Bound is { } bound)
            {
                DrawUniform(stream, bound, values);
            }
            else
            {
                DrawGaussian(stream, values);
            }
        }

        return parameters;
    }

    private static void DrawUniform(RandomAddress address, double bound, Span<float> values)
    {
        var random = new RandomStream(address);
        foreach (ref float value in values)
        {
            value = (float)(bound * ((2 * random.NextDouble()) - 1));
        }
    }

    // RandomStream's Gaussians go through the system's logarithm and sine, whose bits vary.
    private static unsafe void DrawGaussian(RandomAddress address, Span<float> values)
    {
        var random = new BlockRandom(TileKernels.For(SimdPaths.Fastest));
        random.Open(address);
        int rows = Tile.Count(values.Length);
        var buffer = new AlignedBuffer<float>(rows * Tile.Lanes);
        random.Fill(InputLaw.StandardGaussian, sequenceLength: 1, buffer.Pointer, rows);
        new ReadOnlySpan<float>(buffer.Pointer, values.Length).CopyTo(values);
        GC.KeepAlive(buffer);
    }
}
