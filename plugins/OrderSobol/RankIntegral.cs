using AlgZoo.Exact;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>The quantity given the first n - 1 inputs, which a point of the unit cube fixes through rank coordinates: an exact integral over the last input.</summary>
internal sealed class RankIntegral
{
    private readonly RankTask _task;
    private readonly RankCoordinates _coordinates;
    private readonly SparseRecurrence _recurrence;
    private readonly LastInputAccuracy? _accuracy;
    private readonly LastInputSquaredError? _squaredError;
    private readonly float[] _inputs;
    private readonly float[] _offsets;
    private long _points;

    public RankIntegral(ReluRnn model, RankTask task)
    {
        _task = task;
        var (count, explicitRanks, answer) = Layout(task);
        _coordinates = new RankCoordinates(count, explicitRanks, answer);
        _recurrence = new SparseRecurrence(model);
        if (model.OutputSize == 1)
        {
            _squaredError = new LastInputSquaredError(model);
        }
        else
        {
            _accuracy = new LastInputAccuracy(model);
        }

        _inputs = new float[_coordinates.Count];
        _offsets = new float[model.HiddenSize];
        MaximumFlops = MaximumFlopsOfPoint(model, task);
    }

    /// <summary>Number of uniforms of a point.</summary>
    public int Dimension => _coordinates.Dimension;

    /// <summary>An upper bound of the FLOPs spent so far, the constructor's included.</summary>
    public long Flops => _recurrence.Flops + (_accuracy?.Flops ?? _squaredError!.Flops) + (_points * _coordinates.FlopsOfMap);

    /// <summary>Most FLOPs that one point takes.</summary>
    public long MaximumFlops { get; }

    /// <summary>Whether the quantity can be integrated so at all.</summary>
    public static bool Supports(EstimationProblem problem) =>
        problem.Model is ReluRnn { SequenceLength: >= 2, OutputSize: <= LastInputAccuracy.MaximumOutputs } model
        && problem.Quantity == problem.Task.DefaultQuantity
        && RankTask.TryCreate(problem.Task, model.SequenceLength) is not null;

    /// <summary>Most FLOPs of the constructor and one point.</summary>
    public static long MaximumFlopsOfOnePoint(ReluRnn model, RankTask task) =>
        (model.OutputSize == 1 ? LastInputSquaredError.SetUpFlops(model) : LastInputAccuracy.SetUpFlops(model)) + MaximumFlopsOfPoint(model, task);

    public double Evaluate(ReadOnlySpan<double> point)
    {
        _points++;
        _coordinates.Map(point, _inputs);
        _recurrence.Offsets(_inputs, _offsets);
        var window = new AnswerWindow(Ranked(-2), Ranked(-1), Ranked(0));
        return _accuracy?.Probability(_offsets, window.Lower, window.Upper) ?? _squaredError!.Expectation(_offsets, _task, window);
    }

    // The ranks down to that of the answer, and the one below it, for which the model most easily takes it: the top three for the 2nd argmax.
    private static (int Count, int ExplicitRanks, int Answer) Layout(RankTask task)
    {
        int count = task.SequenceLength - 1;
        int answer = count - task.Rank;
        return (count, Math.Min(count, answer + 2), answer);
    }

    private static long MaximumFlopsOfPoint(ReluRnn model, RankTask task)
    {
        var (count, explicitRanks, _) = Layout(task);
        return RankCoordinates.MapFlops(count, explicitRanks)
            + SparseRecurrence.MaximumFlops(model, count)
            + (model.OutputSize == 1 ? LastInputSquaredError.MaximumFlops(model) : LastInputAccuracy.MaximumFlops(model));
    }

    // v_{r+k}: ranks of the coordinates count from the largest.
    private RankedInput Ranked(int k)
    {
        int rank = _coordinates.Count - 1 - (_task.Rank + k);
        return rank < _coordinates.ExplicitRanks ? _coordinates.Ranked(rank) : RankedInput.BelowAll;
    }
}
