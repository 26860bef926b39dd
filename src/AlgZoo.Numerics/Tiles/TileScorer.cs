using System.Numerics;

namespace AlgZoo.Numerics;

/// <summary>Compares tiles of outputs with the task's own answers. Inputs must hold no NaN and, for the longest cycle, tokens only. Not safe for concurrent use.</summary>
internal sealed unsafe class TileScorer
{
    private readonly TileKernels _kernels;
    private readonly TileAnswers _task;
    private readonly Quantity _quantity;
    private readonly int _outputSize;
    private readonly AlignedBuffer<int> _labels;
    private readonly AlignedBuffer<int> _answers;
    private readonly AlignedBuffer<float> _targets;

    public TileScorer(TileKernels kernels, SequenceTask task, Quantity quantity, int sequenceLength, int maximumTiles)
    {
        _kernels = kernels;
        _task = new(kernels, task, sequenceLength, maximumTiles);
        _quantity = quantity;
        _outputSize = task.OutputSize(sequenceLength);
        _labels = new(maximumTiles * Tile.Lanes);
        _answers = new(maximumTiles * Tile.Lanes);
        _targets = new(maximumTiles * Tile.Lanes);
    }

    /// <summary>Number of the first sequences whose first largest logit is the labelled one.</summary>
    public int CountHits(float* inputs, float* outputs, int sequences)
    {
        int tiles = Tile.Count(sequences);
        _task.Label(inputs, _labels.Pointer, tiles);
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
                _task.Label(inputs, _labels.Pointer, tiles);
                _kernels.Argmax(outputs, _outputSize, _answers.Pointer, tiles);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = _labels.Pointer[i] == _answers.Pointer[i] ? 1 : 0;
                }

                break;
            case Quantity.CrossEntropy:
                _task.Label(inputs, _labels.Pointer, tiles);
                CrossEntropies.Evaluate(outputs, _outputSize, _labels.Pointer, values);
                break;
            default:
                _task.Target(inputs, _targets.Pointer, values.Length);
                for (int i = 0; i < values.Length; i++)
                {
                    double error = (double)*Tile.Lane(outputs, 1, i) - _targets.Pointer[i];
                    values[i] = error * error;
                }

                break;
        }

        GC.KeepAlive(_labels);
        GC.KeepAlive(_answers);
        GC.KeepAlive(_targets);
    }
}
