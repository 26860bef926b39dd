using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>The law of the inputs within a cell, by block, with the mean of the target block's inputs as a last column.</summary>
internal sealed class BlockInputs
{
    /// <summary>FLOPs of the covariance of a block with the target, which is one of its inputs: a product, a sum and a division.</summary>
    public const long Flops = 3;

    private readonly RankCells _cells;
    private readonly double[,] _covariance;

    public BlockInputs(RankCells cells)
    {
        _cells = cells;
        int blocks = cells.BlockCount;
        int target = cells.TargetBlock;
        int size = cells.Size(target);
        _covariance = new double[blocks + 1, blocks + 1];
        for (int a = 0; a < blocks; a++)
        {
            for (int b = 0; b < blocks; b++)
            {
                _covariance[a, b] = cells.Covariance(a, b);
            }

            double withTarget = a == target ? (cells.Variance(a) + ((size - 1) * cells.Covariance(a, a))) / size : cells.Covariance(a, target);
            _covariance[a, blocks] = withTarget;
            _covariance[blocks, a] = withTarget;
        }

        // The target is the mean of its block's inputs, so its variance is its covariance with any of them.
        _covariance[blocks, blocks] = _covariance[target, blocks];
    }

    /// <summary>Number of columns: the blocks and the target.</summary>
    public int Columns => _covariance.GetLength(0);

    /// <summary>The column of the target.</summary>
    public int Target => Columns - 1;

    /// <summary>Mean of the target.</summary>
    public double TargetMean => _cells.Mean(_cells.TargetBlock);

    /// <summary>Variance of the target.</summary>
    public double TargetVariance => _covariance[Target, Target];

    /// <summary>Mean of an input of a block.</summary>
    public double Mean(int block) => _cells.Mean(block);

    /// <summary>Variance of an input of a block.</summary>
    public double Variance(int block) => _cells.Variance(block);

    /// <summary>Covariance of an input of a block with another input, by its block, or with the target.</summary>
    public double Covariance(int block, int column) => _covariance[block, column];
}
