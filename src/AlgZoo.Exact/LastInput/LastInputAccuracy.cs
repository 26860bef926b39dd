using System.Numerics;

namespace AlgZoo.Exact;

/// <summary>
/// The probability over the last input x_n ~ N(0, 1) that the model's answer is right, given all inputs before it. The logits are piecewise linear in x_n, with a kink where a neuron switches: they are
/// followed from one kink to the next, each piece is cut off at the right answer's crossings with its rivals, and the Gaussian measure of what remains is summed, pieces that touch as one.
/// </summary>
/// <remarks>
/// Logits are single precision, as the model's; probabilities double. Switches beyond six standard deviations, where two inputs in a billion lie, are left out. Logits that are equal on a whole piece go
/// to the lowest index, as in the model. Allocates in the constructor only; not safe for concurrent use.
/// </remarks>
public sealed class LastInputAccuracy
{
    /// <summary>Largest number of outputs.</summary>
    public const int MaximumOutputs = 64;

    private const int RootFlops = 8;

    private readonly int _outputs;
    private readonly float[] _columns;
    private readonly float[] _slopeColumns;
    private readonly bool _canTie;
    private readonly Breakpoints _breakpoints;
    private readonly bool[] _isActive;
    private readonly int[] _active;
    private readonly float[] _slopes;
    private float[] _left;
    private float[] _right;

    private GaussianIntervals _correct;
    private float _reached;
    private int _switched;
    private int _activeCount;
    private int _pieces;
    private int _crossings;
    private int _comparedRivals;
    private int _recomputedColumns;

    /// <summary>Prepares the output weights. Costs d o + d.</summary>
    /// <param name="model">A model with one output for each input, at most <see cref="MaximumOutputs"/>.</param>
    /// <exception cref="ArgumentException">The model has more outputs.</exception>
    public LastInputAccuracy(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.OutputSize > MaximumOutputs)
        {
            throw new ArgumentException($"The model has {model.OutputSize} outputs; exact integration over the last input takes at most {MaximumOutputs}.", nameof(model));
        }

        int d = model.HiddenSize;
        _outputs = model.OutputSize;
        _columns = ColumnKernels.Transpose(model.OutputWeights, _outputs, d);
        _slopeColumns = new float[_columns.Length];
        for (int j = 0; j < d; j++)
        {
            ColumnKernels.Scale(Column(_columns, j), model.InputWeights[j], Column(_slopeColumns, j));
        }

        _canTie = CanTie(model);
        _breakpoints = new Breakpoints(model.InputWeights);
        _isActive = new bool[d];
        _active = new int[d];
        _slopes = new float[_outputs];
        _left = new float[_outputs];
        _right = new float[_outputs];
        Flops = SetUpFlops(model);
    }

    /// <summary>An upper bound, a few per cent above the exact number, of the FLOPs spent so far, the constructor's included; counted without arithmetic on floats.</summary>
    public long Flops { get; private set; }

    /// <summary>FLOPs of the constructor.</summary>
    /// <param name="model">The model.</param>
    /// <returns>d o + 3 d.</returns>
    public static long SetUpFlops(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.HiddenSize * (model.OutputSize + 3L);
    }

    /// <summary>Most FLOPs that one call of <see cref="Probability"/> takes.</summary>
    /// <param name="model">The model.</param>
    /// <returns>FLOPs; typical calls take a quarter.</returns>
    public static long MaximumFlops(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        int d = model.HiddenSize;
        int o = model.OutputSize;
        long pieces = d + 3;
        return Cost(d, o, d, d, pieces, crossings: pieces * (o - 1), comparedRivals: (pieces + d + 3) * (o - 1), recomputedColumns: CanTie(model) ? d * (d + 1L) : d, intervals: pieces);
    }

    /// <summary>The probability that the largest logit is that of the right answer.</summary>
    /// <param name="offsets">Shape [d]: p = W_hh h_{n-1}, so that h_n = ReLU(p + W_hi x_n).</param>
    /// <param name="lower">The right answer where x_n is smaller than it: <see cref="AnswerWindow.Lower"/>.</param>
    /// <param name="upper">The right answer where x_n is larger than it: <see cref="AnswerWindow.Upper"/>. In between it is the last position.</param>
    /// <returns>A probability.</returns>
    public double Probability(ReadOnlySpan<float> offsets, RankedInput lower, RankedInput upper)
    {
        Start(offsets);
        Cover(offsets, lower.Value, lower.Position);
        Cover(offsets, upper.Value, _outputs - 1);
        Cover(offsets, Breakpoints.Reach, upper.Position);
        double probability = _correct.Close();
        Flops += Cost(_isActive.Length, _outputs, _breakpoints.InitiallyActive.Length, _breakpoints.Inputs.Length, _pieces, _crossings, _comparedRivals, _recomputedColumns, _correct.Count);
        return probability;
    }

    private void Start(ReadOnlySpan<float> offsets)
    {
        _breakpoints.Find(offsets);
        _correct = GaussianIntervals.Empty;
        _reached = -Breakpoints.Reach;
        _switched = 0;
        _pieces = 0;
        _crossings = 0;
        _comparedRivals = 0;
        _recomputedColumns = 0;
        Array.Clear(_isActive);
        foreach (int neuron in _breakpoints.InitiallyActive)
        {
            _isActive[neuron] = true;
        }

        _activeCount = _breakpoints.InitiallyActive.Length;
        ComputeLogits(offsets, _breakpoints.InitiallyActive);
    }

    // Logits and slopes at the point that was reached, from nothing.
    private void ComputeLogits(ReadOnlySpan<float> offsets, ReadOnlySpan<int> active)
    {
        ColumnKernels.WeightedSum(_columns, offsets, active, _right);
        ColumnKernels.Sum(_slopeColumns, active, _slopes);
        ColumnKernels.Line(_right, _slopes, _reached, _left);
    }

    // Goes on to where the right answer changes.
    private void Cover(ReadOnlySpan<float> offsets, float end, int answer)
    {
        end = MathF.Min(end, Breakpoints.Reach);
        if (!(_reached < end))
        {
            return;
        }

        ulong lostAtLeft = Winners(_left, answer);
        var switches = _breakpoints.Inputs;
        while (_reached < end)
        {
            bool isSwitch = _switched < switches.Length && switches[_switched] < end;
            float to = isSwitch ? switches[_switched] : end;
            float width = to - _reached;
            ColumnKernels.Line(_left, _slopes, width, _right);
            ulong lostAtRight = Winners(_right, answer);
            AddCorrectPart(width, to, answer, lostAtLeft, lostAtRight);
            _pieces++;
            _reached = to;
            (_left, _right) = (_right, _left);
            lostAtLeft = isSwitch && Switch(offsets, _breakpoints.Neurons[_switched++]) ? Winners(_left, answer) : lostAtRight;
        }
    }

    // The margins over the rivals are linear: those that win at one end only are crossed once.
    private void AddCorrectPart(float width, float to, int answer, ulong lostAtLeft, ulong lostAtRight)
    {
        if ((lostAtLeft & lostAtRight) != 0)
        {
            return;
        }

        float start = _reached;
        float end = to;
        for (ulong rivals = lostAtLeft | lostAtRight; rivals != 0; rivals &= rivals - 1)
        {
            int rival = BitOperations.TrailingZeroCount(rivals);
            float leftMargin = _left[answer] - _left[rival];
            float crossing = _reached + (width * (leftMargin / (leftMargin - (_right[answer] - _right[rival]))));
            if ((lostAtLeft >> rival & 1) != 0)
            {
                start = MathF.Max(start, crossing);
            }
            else
            {
                end = MathF.Min(end, crossing);
            }

            _crossings++;
        }

        if (start <= end)
        {
            _correct.Add(start, end);
        }
    }

    // Whether the logits were computed anew: where no neuron is active they are 0, and where they may be equal no rounding of earlier pieces may tell them apart.
    private bool Switch(ReadOnlySpan<float> offsets, int neuron)
    {
        bool rises = _breakpoints.Rises(neuron);
        _isActive[neuron] = rises;
        _activeCount += rises ? 1 : -1;
        if (_canTie || _activeCount == 0)
        {
            int count = 0;
            for (int i = 0; i < _isActive.Length; i++)
            {
                if (_isActive[i])
                {
                    _active[count++] = i;
                }
            }

            ComputeLogits(offsets, _active.AsSpan(0, count));
            _recomputedColumns += count + 1;
            return true;
        }

        if (rises)
        {
            ColumnKernels.Add(_slopes, Column(_slopeColumns, neuron));
        }
        else
        {
            ColumnKernels.Subtract(_slopes, Column(_slopeColumns, neuron));
        }

        return false;
    }

    // The rivals that the model prefers to the answer: those with a larger logit, and those before it with an equal one.
    private ulong Winners(ReadOnlySpan<float> logits, int answer)
    {
        ulong winners = ColumnKernels.AtLeast(logits, logits[answer]) & ~(1UL << answer);
        for (ulong after = winners & (ulong.MaxValue << answer); after != 0; after &= after - 1)
        {
            int rival = BitOperations.TrailingZeroCount(after);
            if (logits[rival] == logits[answer])
            {
                winners &= ~(1UL << rival);
            }

            _comparedRivals++;
        }

        return winners;
    }

    private static long Cost(int hiddenSize, int outputs, int active, int switches, long pieces, long crossings, long comparedRivals, long recomputedColumns, long intervals) =>
        Breakpoints.MaximumFlops(hiddenSize, switches)
        + (outputs * ((3 * (active + recomputedColumns)) + (4 * pieces) + 5))
        + (5 * pieces)
        + 9
        + (RootFlops * crossings)
        + comparedRivals
        + (GaussianIntervals.FlopsPerInterval * intervals);

    private Span<float> Column(float[] columns, int neuron) => columns.AsSpan(neuron * _outputs, _outputs);

    // Only if two output weights of a neuron are equal can logits be equal on a piece where a neuron is active. Equal numbers have equal bits, zeros apart: no arithmetic.
    private static bool CanTie(ReluRnn model)
    {
        var weights = model.OutputWeights;
        int d = model.HiddenSize;
        for (int j = 0; j < d; j++)
        {
            for (int i = j; i < weights.Length; i += d)
            {
                for (int k = i + d; k < weights.Length; k += d)
                {
                    if (Bits(weights[i]) == Bits(weights[k]))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static int Bits(float weight)
    {
        int bits = BitConverter.SingleToInt32Bits(weight);
        return bits == int.MinValue ? 0 : bits;
    }
}
