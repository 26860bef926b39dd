using AlgZoo.Numerics;

namespace AlgZoo.Exact;

/// <summary>
/// The mean over the cases of a balanced design of a model's accuracy, or squared error, given all inputs but the last, over which it is integrated exactly. The factors of a case become the gaps
/// between consecutive order statistics of the inputs before the last, one value in the middle of each stratum.
/// </summary>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class DesignQuadrature
{
    private const int MaximumBlocks = 1 << 26;

    private readonly RankTask _task;
    private readonly int _inputs;
    private readonly SparseRecurrence _recurrence;
    private readonly LastInputAccuracy? _accuracy;
    private readonly LastInputSquaredError? _squaredError;
    private readonly RankValues _values;
    private readonly double[] _factors;
    private readonly float[] _valuesByRank;
    private readonly int[] _positionsByRank;
    private readonly float[] _prefix;
    private readonly float[] _offsets;
    private readonly long _maximumFlopsOfCase;
    private long _sums;

    /// <summary>Prepares a model.</summary>
    /// <param name="model">The model; at least 3 and at most <see cref="BalancedDesign.MaximumInputs"/> + 1 inputs.</param>
    /// <param name="task">A task about a rank: 2nd argmax, argmedian, argmax or median.</param>
    /// <param name="explicitRanks">How many order statistics, those nearest the task's rank, have values of their own; the others are at their conditional means. At most n - 1, which is the default.</param>
    /// <exception cref="ArgumentException">The task or the length is not covered.</exception>
    public DesignQuadrature(ReluRnn model, SequenceTask task, int? explicitRanks = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        if (!Covers(model, task))
        {
            throw new ArgumentException($"Balanced designs cover 2nd argmax, argmedian, argmax and median of 3 to {BalancedDesign.MaximumInputs + 1} inputs, not {task.Name} of {model.SequenceLength}.", nameof(task));
        }

        _task = RankTask.TryCreate(task, model.SequenceLength)!;
        _inputs = model.SequenceLength - 1;
        _recurrence = new SparseRecurrence(model);
        if (task is RegressionTask)
        {
            _squaredError = new LastInputSquaredError(model);
        }
        else
        {
            _accuracy = new LastInputAccuracy(model);
        }

        _values = new RankValues(_inputs, Anchor(model, task), Math.Min(explicitRanks ?? _inputs, _inputs));
        _maximumFlopsOfCase = MaximumFlopsOfCase(model, task);
        _factors = new double[_inputs];
        _valuesByRank = new float[_inputs];
        _positionsByRank = new int[_inputs];
        _prefix = new float[_inputs];
        _offsets = new float[model.HiddenSize];
    }

    /// <summary>An upper bound, a few per cent above the exact number, of the FLOPs spent so far, the constructor's included; counted without arithmetic on floats.</summary>
    public long Flops => _recurrence.Flops + (_accuracy?.Flops ?? _squaredError!.Flops) + _values.Flops + _sums;

    /// <summary>Whether there are designs for a problem: a ReLU RNN, a task about a rank, 3 to 19 inputs, and at most 64 outputs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">The task.</param>
    /// <returns>Whether the constructor takes them.</returns>
    public static bool Covers(Model model, SequenceTask task)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model is ReluRnn && model.SequenceLength is >= 3 and <= BalancedDesign.MaximumInputs + 1 && RankTask.TryCreate(task, model.SequenceLength) is not null;
    }

    /// <summary>The FLOPs that an estimator may plan with: what remains, or without a limit those of <see cref="MeteredBatch.SamplesWithoutLimit"/> samples.</summary>
    /// <param name="problem">The problem.</param>
    /// <returns>FLOPs.</returns>
    public static long PlannedBudget(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Budget == ComputeMeter.Unlimited ? MeteredBatch.SamplesWithoutLimit * problem.Model.SamplingFlops(problem.Quantity) : problem.Meter.Remaining;
    }

    /// <summary>A budget that holds a model's preparation and any one case.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">The task, which is covered.</param>
    /// <returns>An upper bound in closed form.</returns>
    public static long LeastBudget(ReluRnn model, SequenceTask task)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        long setUp = task is RegressionTask ? LastInputSquaredError.SetUpFlops(model) : LastInputAccuracy.SetUpFlops(model);
        return setUp + MaximumFlopsOfCase(model, task);
    }

    /// <summary>The mean over the largest design that a budget holds.</summary>
    /// <param name="budget">The <see cref="Flops"/> that must not be exceeded, at least <see cref="LeastBudget"/>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="maximumBlocks">Largest number of blocks of the design.</param>
    /// <returns>The mean.</returns>
    public DesignMean LargestMean(long budget, CancellationToken cancellationToken, int maximumBlocks = MaximumBlocks)
    {
        // About half of the neurons are active and half of the kinks matter, until cases have shown what they cost.
        long price = _maximumFlopsOfCase * 2 / 5;
        while (true)
        {
            var (blocks, translations) = LargestDesign(budget - Flops, price, maximumBlocks);
            long spentBefore = Flops;
            if (Run(new BalancedDesign(_inputs, blocks), translations, budget, mayDecline: translations == _inputs, cancellationToken) is { } mean)
            {
                return mean;
            }

            price = (Flops - spentBefore) / Trial(blocks);
        }
    }

    /// <summary>The mean over a design, or over as many of its first cases as the budget holds.</summary>
    /// <param name="design">The design, of as many inputs as the model has before the last.</param>
    /// <param name="translations">How many translations of each block are taken, evenly spaced: a divisor of the number of inputs.</param>
    /// <param name="budget">The <see cref="Flops"/> that must not be exceeded, those of a case more than were spent.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The mean.</returns>
    public DesignMean Mean(BalancedDesign design, int translations, long budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(design);
        return Run(design, translations, budget, mayDecline: false, cancellationToken)!;
    }

    // Null where it may decline and the first cases show that the budget does not hold all.
    private DesignMean? Run(BalancedDesign design, int translations, long budget, bool mayDecline, CancellationToken cancellationToken)
    {
        double sum = 0;
        long cases = (long)design.Blocks * translations;
        long done = 0;
        long spentBefore = Flops;
        for (int block = 0; block < design.Blocks; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SetValues(design, block);
            for (int t = 0; t < translations; t++)
            {
                if (mayDecline && done == Trial(design.Blocks) && !Holds(budget - Flops, cases - done, (Flops - spentBefore) / done))
                {
                    return null;
                }

                if (done > 0 && Flops + _maximumFlopsOfCase > budget)
                {
                    return new DesignMean(sum / done, sum, design.Blocks, translations, done);
                }

                sum += Case(design, block, t * (_inputs / translations));
                done++;
            }
        }

        return new DesignMean(sum / cases, sum, design.Blocks, translations, cases);
    }

    // The number of cases after which the price of a case is known well enough.
    private int Trial(int blocks) => blocks > 1 ? _inputs : Math.Max(1, _inputs / 3);

    // The price varies a little from block to block; the last case may cost the most.
    private bool Holds(long budget, long cases, long price) => ((cases - 1) * (price + (price / 16))) + _maximumFlopsOfCase <= budget;

    private (int Blocks, int Translations) LargestDesign(long budget, long price, int maximumBlocks)
    {
        int limit = (int)Math.Min(maximumBlocks, budget / (price * _inputs));
        while (limit > 0)
        {
            int blocks = BalancedDesign.LargestBlocks(_inputs, limit);
            if (Holds(budget, (long)blocks * _inputs, price))
            {
                return (blocks, _inputs);
            }

            limit = blocks - 1;
        }

        return (1, Enumerable.Range(1, _inputs - 1).Last(divisor => _inputs % divisor == 0 && (divisor == 1 || Holds(budget, divisor, price))));
    }

    // Gaps are counted from the largest input, or from the middle one of the inputs before the last for a task about the median.
    private static int Anchor(ReluRnn model, SequenceTask task) => task == SequenceTask.Argmax || task == SequenceTask.SecondArgmax ? 0 : (model.SequenceLength - 1) / 2;

    // The first case of a block: values, inputs before the last, the last, and the sum.
    private static long MaximumFlopsOfCase(ReluRnn model, SequenceTask task)
    {
        int inputs = model.SequenceLength - 1;
        long lastInput = task is RegressionTask ? LastInputSquaredError.MaximumFlops(model) : LastInputAccuracy.MaximumFlops(model);
        return RankValues.MaximumFlops(inputs, Anchor(model, task)) + (2L * inputs) + SparseRecurrence.MaximumFlops(model, inputs) + lastInput + 1;
    }

    private void SetValues(BalancedDesign design, int block)
    {
        for (int factor = 0; factor < _inputs; factor++)
        {
            _factors[factor] = (design.Stratum(block, factor) + 0.5) / design.Blocks;
        }

        _values.Fill(_factors, _valuesByRank);
        _sums += 2L * _inputs;
    }

    private double Case(BalancedDesign design, int block, int translation)
    {
        design.Arrange(block, translation, _positionsByRank);
        for (int rank = 0; rank < _inputs; rank++)
        {
            _prefix[_positionsByRank[rank]] = _valuesByRank[rank];
        }

        _recurrence.Offsets(_prefix, _offsets);
        _sums++;
        var window = new AnswerWindow(Ascending(_task.Rank - 2), Ascending(_task.Rank - 1), Ascending(_task.Rank));
        return _accuracy?.Probability(_offsets, window.Lower, window.Upper) ?? _squaredError!.Expectation(_offsets, _task, window);
    }

    // The input of a rank counted from the smallest.
    private RankedInput Ascending(int rank)
    {
        int fromLargest = _inputs - 1 - rank;
        return fromLargest < 0 ? RankedInput.AboveAll
            : fromLargest >= _inputs ? RankedInput.BelowAll
            : new RankedInput(_valuesByRank[fromLargest], _positionsByRank[fromLargest]);
    }
}
