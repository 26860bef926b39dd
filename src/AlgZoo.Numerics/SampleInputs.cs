namespace AlgZoo.Numerics;

/// <summary>The random inputs that <see cref="ModelSampler"/> uses, for those who want to see them or to do something else with them.</summary>
public static class SampleInputs
{
    /// <summary>Draws independent sequences in SIMD lanes, faster than <see cref="RandomStream"/>. The sampler's block b has the address's child b and 4096 sequences.</summary>
    /// <param name="law">The law of the inputs.</param>
    /// <param name="sequenceLength">Sequence length n, at least 1.</param>
    /// <param name="block">Address of the random stream.</param>
    /// <param name="sequences">Shape [count, n], row-major: receives the first count sequences of the stream.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequenceLength"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The length of <paramref name="sequences"/> is not a multiple of the sequence length.</exception>
    public static void Fill(InputLaw law, int sequenceLength, RandomAddress block, Span<float> sequences) => Fill(law, sequenceLength, block, sequences, SimdPaths.Fastest);

    internal static unsafe void Fill(InputLaw law, int sequenceLength, RandomAddress block, Span<float> sequences, SimdPath path)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 1);
        if (sequences.Length % sequenceLength != 0)
        {
            throw new ArgumentException($"The length {sequences.Length} is not a multiple of the sequence length {sequenceLength}.", nameof(sequences));
        }

        ComputeMeter.ChargeWindow(law.DrawOperations(sequences.Length), 1);
        var random = new BlockRandom(TileKernels.For(path));
        random.Open(block);
        var tile = new AlignedBuffer<float>(sequenceLength * Tile.Lanes);
        for (int first = 0; first < sequences.Length; first += tile.Length)
        {
            random.Fill(law, sequenceLength, tile.Pointer, sequenceLength);
            Tile.ScatterAll(tile.Pointer, sequenceLength, sequences.Slice(first, Math.Min(tile.Length, sequences.Length - first)));
        }

        GC.KeepAlive(tile);
    }
}
