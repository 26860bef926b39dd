using System.Numerics;

namespace AlgZoo.Numerics;

/// <summary>Compares tiles of outputs with the task's own answers. Inputs must hold no NaN. Not safe for concurrent use.</summary>
internal sealed unsafe class TileScorer
{
    private readonly TileKernels _kernels;
    private readonly SequenceTask _task;
    private readonly Quantity _quantity;
    private readonly int _sequenceLength;
    private readonly int _outputSize;
    private readonly AlignedBuffer<int> _labels;
    private readonly AlignedBuffer<int> _answers;
    private readonly float[] _sequence;

    public TileScorer(TileKernels kernels, SequenceTask task, Quantity quantity, int sequenceLength, int maximumTiles)
    {
        _kernels = kernels;
        _task = task;
        _quantity = quantity;
        _sequenceLength = sequenceLength;
        _outputSize = task.OutputSize(sequenceLength);
        _labels = new(maximumTiles * Tile.Lanes);
        _answers = new(maximumTiles * Tile.Lanes);
        _sequence = new float[sequenceLength];
    }

    /// <summary>Number of the first sequences whose first largest logit is the labelled one.</summary>
    public int CountHits(float* inputs, float* outputs, int sequences)
    {
        int tiles = Tile.Count(sequences);
        Label(inputs, tiles);
        _kernels.Argmax(outputs, _outputSize, _answers.Pointer, tiles);
        var labels = new ReadOnlySpan<int>(_labels.Pointer, sequences);
        var answers = new ReadOnlySpan<int>(_answers.Pointer, sequences);
        var counts = Vector<int>.Zero;
        int i = 0;
        for (; i <= sequences - Vector<int>.Count; i += Vector<int>.Count)
        {
            counts -= Vector.Equals(new Vector<int>(labels[i..]), new Vector<int>(answers[i..]));
        }

        int hits = Vector.Sum(counts);
        for (; i < sequences; i++)
        {
            hits += labels[i] == answers[i] ? 1 : 0;
        }

        GC.KeepAlive(_labels);
        GC.KeepAlive(_answers);
        return hits;
    }

    /// <summary>The quantity's value for each of the first sequences.</summary>
    public void Evaluate(float* inputs, float* outputs, Span<double> values)
    {
        int tiles = Tile.Count(values.Length);
        switch (_quantity)
        {
            case Quantity.Accuracy:
                Label(inputs, tiles);
                _kernels.Argmax(outputs, _outputSize, _answers.Pointer, tiles);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = _labels.Pointer[i] == _answers.Pointer[i] ? 1 : 0;
                }

                break;
            case Quantity.CrossEntropy:
                Label(inputs, tiles);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = CrossEntropy(Lane(outputs, _outputSize, i), _labels.Pointer[i]);
                }

                break;
            default:
                SquaredErrors(inputs, outputs, values);
                break;
        }

        GC.KeepAlive(_labels);
        GC.KeepAlive(_answers);
    }

    private void Label(float* inputs, int tiles)
    {
        int* labels = _labels.Pointer;
        int n = _sequenceLength;
        if (_task == SequenceTask.SecondArgmax)
        {
            _kernels.SecondArgmax(inputs, n, labels, tiles);
        }
        else if (_task == SequenceTask.Argmedian)
        {
            _kernels.PositionOfRank(inputs, n, n / 2, labels, tiles);
        }
        else if (_task == SequenceTask.Argmax)
        {
            _kernels.Argmax(inputs, n, labels, tiles);
        }
        else if (_task == SequenceTask.Argoutlier)
        {
            _kernels.Argoutlier(inputs, n, labels, tiles);
        }
        else
        {
            var task = (ClassificationTask)_task;
            for (int i = 0; i < tiles * Tile.Lanes; i++)
            {
                CopyLane(inputs, n, i, _sequence);
                labels[i] = task.Label(_sequence);
            }
        }
    }

    private void SquaredErrors(float* inputs, float* outputs, Span<double> values)
    {
        int n = _sequenceLength;
        int tiles = Tile.Count(values.Length);
        int* upper = _labels.Pointer;
        int* lower = _answers.Pointer;
        if (_task == SequenceTask.Median)
        {
            _kernels.PositionOfRank(inputs, n, n / 2, upper, tiles);
            _kernels.PositionOfRank(inputs, n, (n - 1) / 2, lower, tiles);
        }

        for (int i = 0; i < values.Length; i++)
        {
            float* lane = Lane(inputs, n, i);
            float target;
            if (_task == SequenceTask.Median)
            {
                float middle = lane[upper[i] * Tile.Lanes];
                target = n % 2 == 1 ? middle : 0.5f * (lane[lower[i] * Tile.Lanes] + middle);
            }
            else
            {
                CopyLane(inputs, n, i, _sequence);
                target = ((RegressionTask)_task).Target(_sequence);
            }

            double error = (double)*Lane(outputs, 1, i) - target;
            values[i] = error * error;
        }
    }

    private double CrossEntropy(float* logits, int label)
    {
        float largest = *logits;
        for (int i = 1; i < _outputSize; i++)
        {
            largest = MathF.Max(largest, logits[i * Tile.Lanes]);
        }

        double sum = 0;
        for (int i = 0; i < _outputSize; i++)
        {
            sum += PortableMath.ExpOfNonpositive((double)logits[i * Tile.Lanes] - largest);
        }

        return PortableMath.Log(sum) + ((double)largest - logits[label * Tile.Lanes]);
    }

    private static float* Lane(float* tiles, int rows, int sequence) => tiles + (sequence / Tile.Lanes * rows * Tile.Lanes) + (sequence % Tile.Lanes);

    private static void CopyLane(float* tiles, int rows, int sequence, Span<float> values)
    {
        float* lane = Lane(tiles, rows, sequence);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = lane[i * Tile.Lanes];
        }
    }
}
