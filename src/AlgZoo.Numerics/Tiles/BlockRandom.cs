namespace AlgZoo.Numerics;

/// <summary>The random inputs of one block of sequences: eight generators whose states come from the block's address. Not safe for concurrent use.</summary>
internal sealed unsafe class BlockRandom
{
    /// <summary>Number of xoshiro256++ generators side by side.</summary>
    public const int Generators = 8;

    private const int StepsPerGaussianRow = Tile.Lanes / (2 * Generators);
    private const int StepsPerTokenRow = Tile.Lanes / Generators;

    private readonly TileKernels _kernels;
    private readonly AlignedBuffer<ulong> _state = new(4 * Generators);
    private readonly AlignedBuffer<ulong> _words = new(Tile.Lanes);

    public BlockRandom(TileKernels kernels)
    {
        _kernels = kernels;
    }

    /// <summary>Goes to the beginning of a block.</summary>
    public void Open(RandomAddress block) => block.FillState(new Span<ulong>(_state.Pointer, _state.Length));

    /// <summary>Draws the next rows of inputs.</summary>
    public void Fill(InputLaw law, int sequenceLength, float* rows, int count)
    {
        if (law == InputLaw.StandardGaussian)
        {
            FillGaussian(rows, count);
        }
        else
        {
            FillTokens(sequenceLength, rows, count);
        }
    }

    private void FillGaussian(float* rows, int count)
    {
        _kernels.FillWords(_state.Pointer, (ulong*)rows, count * StepsPerGaussianRow);
        _kernels.ToGaussians(rows, count);
        GC.KeepAlive(_state);
    }

    private void FillTokens(int sequenceLength, float* rows, int count)
    {
        ulong* words = _words.Pointer;
        for (int row = 0; row < count; row++)
        {
            _kernels.FillWords(_state.Pointer, words, StepsPerTokenRow);
            for (int lane = 0; lane < Tile.Lanes; lane++)
            {
                // The upper half of the product is uniform up to n / 2^64.
                rows[(row * Tile.Lanes) + lane] = Math.BigMul(words[lane], (ulong)sequenceLength, out _);
            }
        }

        GC.KeepAlive(_words);
        GC.KeepAlive(_state);
    }
}
