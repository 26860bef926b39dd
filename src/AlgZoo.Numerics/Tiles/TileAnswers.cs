namespace AlgZoo.Numerics;

/// <summary>The task's own answers to tiles of inputs, which must hold no NaN and, for the longest cycle, tokens only. Not safe for concurrent use.</summary>
internal sealed unsafe class TileAnswers(TileKernels kernels, SequenceTask task, int sequenceLength, int maximumTiles)
{
    private readonly AlignedBuffer<int> _upperMiddle = new(task == SequenceTask.Median ? maximumTiles * Tile.Lanes : 0);
    private readonly AlignedBuffer<int> _lowerMiddle = new(task == SequenceTask.Median ? maximumTiles * Tile.Lanes : 0);
    private readonly float[] _sequence = new float[sequenceLength];

    /// <summary>The right class of every lane, for a distribution output.</summary>
    public void Label(float* inputs, int* labels, int tiles)
    {
        int n = sequenceLength;
        if (task == SequenceTask.SecondArgmax)
        {
            kernels.SecondArgmax(inputs, n, labels, tiles);
        }
        else if (task == SequenceTask.Argmedian)
        {
            kernels.PositionOfRank(inputs, n, n / 2, labels, tiles);
        }
        else if (task == SequenceTask.Argmax)
        {
            kernels.Argmax(inputs, n, labels, tiles);
        }
        else if (task == SequenceTask.Argoutlier)
        {
            kernels.Argoutlier(inputs, n, labels, tiles);
        }
        else if (task == SequenceTask.LongestCycle)
        {
            kernels.LongestCycle(inputs, n, labels, tiles);
        }
        else
        {
            var classification = (ClassificationTask)task;
            for (int i = 0; i < tiles * Tile.Lanes; i++)
            {
                Tile.CopyLane(inputs, n, i, _sequence);
                labels[i] = classification.Label(_sequence);
            }
        }
    }

    /// <summary>The right output of each of the first sequences, for a scalar output.</summary>
    public void Target(float* inputs, float* targets, int sequences)
    {
        if (task == SequenceTask.Median)
        {
            Median(inputs, targets, sequences);
            return;
        }

        var regression = (RegressionTask)task;
        for (int i = 0; i < sequences; i++)
        {
            Tile.CopyLane(inputs, sequenceLength, i, _sequence);
            targets[i] = regression.Target(_sequence);
        }
    }

    private void Median(float* inputs, float* targets, int sequences)
    {
        int n = sequenceLength;
        int tiles = Tile.Count(sequences);
        int* upper = _upperMiddle.Pointer;
        int* lower = _lowerMiddle.Pointer;
        kernels.PositionOfRank(inputs, n, n / 2, upper, tiles);
        if (n % 2 == 0)
        {
            kernels.PositionOfRank(inputs, n, (n / 2) - 1, lower, tiles);
        }

        for (int i = 0; i < sequences; i++)
        {
            float* lane = Tile.Lane(inputs, n, i);
            float middle = lane[upper[i] * Tile.Lanes];
            targets[i] = n % 2 == 1 ? middle : 0.5f * (lane[lower[i] * Tile.Lanes] + middle);
        }

        GC.KeepAlive(_upperMiddle);
        GC.KeepAlive(_lowerMiddle);
    }
}
