using AlgZoo.Exact;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// The quantity given x_1 .. x_{n-2}, which a point of the unit cube fixes through rank coordinates: the mean over a few strata of x_{n-1}, one node in each, of the exact integral over x_n. The nodes
/// share their prefix.
/// </summary>
internal sealed class BranchedIntegral
{
    // A node: its uniform (a sum, a quotient), its quantile, its place among the ranks (six comparisons at most), a sum.
    private const int NodeFlops = 25;

    private readonly RankTask _task;
    private readonly int _branches;
    private readonly RankCoordinates _coordinates;
    private readonly SparseRecurrence _recurrence;
    private readonly LastInputAccuracy? _accuracy;
    private readonly LastInputSquaredError? _squaredError;
    private readonly float[] _inputs;
    private readonly float[] _prefixOffsets;
    private readonly float[] _offsets;
    private long _points;

    public BranchedIntegral(ReluRnn model, RankTask task, int branches)
    {
        _task = task;
        _branches = branches;
        int count = model.SequenceLength - 2;
        int leadingRank = Math.Min(count + 1 - task.Rank, (count - 1) / 2);
        // Down to u_{r-2}, or u_{r-3} for a mean of two, which the last two inputs need to know; and to the rival below the leading rank.
        int explicitRanks = Math.Min(count, Math.Max(count + (task.IsMeanOfTwo ? 3 : 2) - task.Rank, leadingRank + 2));
        _coordinates = new RankCoordinates(count, explicitRanks, leadingRank);
        _recurrence = new SparseRecurrence(model);
        if (model.OutputSize == 1)
        {
            _squaredError = new LastInputSquaredError(model);
        }
        else
        {
            _accuracy = new LastInputAccuracy(model);
        }

        _inputs = new float[count];
        _prefixOffsets = new float[model.HiddenSize];
        _offsets = new float[model.HiddenSize];
        long tail = _accuracy?.MaximumFlops ?? _squaredError!.MaximumFlops;
        MaximumFlops = FlopsBesides + ((count - 1) * _recurrence.MaximumFlopsOfNext) + model.HiddenSize + 2 + (branches * (_recurrence.MaximumFlopsOfNext + tail));
    }

    /// <summary>Number of uniforms of a point: those of x_1 .. x_{n-2}, then that of x_{n-1}.</summary>
    public int Dimension => _coordinates.Dimension + 1;

    /// <summary>An upper bound of the FLOPs spent so far, the constructor's included.</summary>
    public long Flops => _recurrence.Flops + (_accuracy?.Flops ?? _squaredError!.Flops) + (_points * FlopsBesides);

    /// <summary>Most FLOPs that one call of <see cref="Evaluate"/> takes.</summary>
    public long MaximumFlops { get; }

    private long FlopsBesides => _coordinates.MaximumFlops + (_branches * NodeFlops) + 1;

    public double Evaluate(ReadOnlySpan<double> point)
    {
        _coordinates.Map(point[..^1], _inputs);
        _recurrence.Offsets(_inputs, _prefixOffsets);
        double sum = 0;
        for (int branch = 0; branch < _branches; branch++)
        {
            float input = (float)Gaussian.Quantile((branch + point[^1]) / _branches);
            _recurrence.Next(_prefixOffsets, input, _offsets);
            sum += Integrate(Window(input));
        }

        _points++;
        return sum / _branches;
    }

    private double Integrate(AnswerWindow window) =>
        _accuracy?.Probability(_offsets, window.Lower, window.Upper) ?? _squaredError!.Expectation(_offsets, _task, window);

    private AnswerWindow Window(float input) => AnswerWindow.Insert(Prefix(-3), Prefix(-2), Prefix(-1), Prefix(0), new RankedInput(input, _inputs.Length));

    // u_{r+k}; ranks of the coordinates count from the largest.
    private RankedInput Prefix(int k)
    {
        int rank = _coordinates.Count - 1 - (_task.Rank + k);
        return rank < _coordinates.ExplicitRanks ? _coordinates.Ranked(rank) : RankedInput.BelowAll;
    }
}
