using AlgZoo.Numerics;

namespace AlgZoo.Exact;

/// <summary>
/// The expected squared error of a scalar output over the last input x_n ~ N(0, 1), given all inputs before it, for the median. Output and target are piecewise linear in x_n, so that the squared error
/// is a quadratic on each piece, and its Gaussian integral follows from the truncated moments of order 0, 1 and 2. Double precision throughout.
/// </summary>
/// <remarks>Switches beyond six standard deviations, where two inputs in a billion lie, are left out. Allocates in the constructor only; not safe for concurrent use.</remarks>
public sealed class LastInputSquaredError
{
    private readonly double[] _outputWeights;
    private readonly double[] _slopes;
    private readonly Breakpoints _breakpoints;

    private double _offset;
    private double _slope;
    private double _sum;
    private (double X, double Cdf, double Density) _left;
    private float _reached;
    private int _switched;
    private int _pieces;

    /// <summary>Prepares the output weights. Costs 4 d.</summary>
    /// <param name="model">A model with one output.</param>
    /// <exception cref="ArgumentException">The model has more than one output.</exception>
    public LastInputSquaredError(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.OutputSize != 1)
        {
            throw new ArgumentException($"The model has {model.OutputSize} outputs; a squared error is that of one.", nameof(model));
        }

        int d = model.HiddenSize;
        _outputWeights = new double[d];
        _slopes = new double[d];
        for (int i = 0; i < d; i++)
        {
            _outputWeights[i] = model.OutputWeights[i];
            _slopes[i] = _outputWeights[i] * model.InputWeights[i];
        }

        _breakpoints = new Breakpoints(model.InputWeights);
        Flops = SetUpFlops(model);
    }

    /// <summary>An upper bound, a few per cent above the exact number, of the FLOPs spent so far, the constructor's included; counted without arithmetic on floats.</summary>
    public long Flops { get; private set; }

    /// <summary>FLOPs of the constructor.</summary>
    /// <param name="model">The model.</param>
    /// <returns>4 d.</returns>
    public static long SetUpFlops(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return 4L * model.HiddenSize;
    }

    /// <summary>Most FLOPs that one call of <see cref="Expectation"/> takes.</summary>
    /// <param name="model">The model.</param>
    /// <returns>FLOPs.</returns>
    public static long MaximumFlops(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        int d = model.HiddenSize;
        return Cost(d, d, d, d + 3);
    }

    /// <summary>E[(output - target)^2] over x_n.</summary>
    /// <param name="offsets">Shape [d]: p = W_hh h_{n-1}, so that h_n = ReLU(p + W_hi x_n).</param>
    /// <param name="task">The median of n inputs.</param>
    /// <param name="window">Of the first n - 1 inputs.</param>
    /// <returns>The expectation.</returns>
    public double Expectation(ReadOnlySpan<float> offsets, RankTask task, AnswerWindow window)
    {
        ArgumentNullException.ThrowIfNull(task);
        Start(offsets);
        double lower = window.Lower.Value;
        double upper = window.Upper.Value;
        if (task.IsMeanOfTwo)
        {
            // v_{r-2}, v_{r-1}, v_r = a, b, c: the target is (clamp(x, a, c) + b) / 2. With two inputs only b is there, and x is the other.
            double middle = 0.5 * lower;
            float start = window.Lowest.Value;
            Cover(offsets, start, middle + (0.5 * start), 0);
            Cover(offsets, window.Upper.Value, middle, 0.5);
            Cover(offsets, Breakpoints.Reach, middle + (0.5 * upper), 0);
        }
        else
        {
            Cover(offsets, window.Lower.Value, lower, 0);
            Cover(offsets, window.Upper.Value, 0, 1);
            Cover(offsets, Breakpoints.Reach, upper, 0);
        }

        Flops += Cost(_slopes.Length, _breakpoints.InitiallyActive.Length, _breakpoints.Inputs.Length, _pieces);
        return Math.Max(0, _sum);
    }

    private void Start(ReadOnlySpan<float> offsets)
    {
        _breakpoints.Find(offsets);
        (_offset, _slope, _sum) = (0, 0, 0);
        foreach (int neuron in _breakpoints.InitiallyActive)
        {
            _offset += _outputWeights[neuron] * offsets[neuron];
            _slope += _slopes[neuron];
        }

        _left = (0, 0, 0);
        _reached = -Breakpoints.Reach;
        _switched = 0;
        _pieces = 0;
    }

    // Goes on to where the target's line changes.
    private void Cover(ReadOnlySpan<float> offsets, float end, double targetOffset, double targetSlope)
    {
        end = MathF.Min(end, Breakpoints.Reach);
        var switches = _breakpoints.Inputs;
        while (_reached < end)
        {
            bool isSwitch = _switched < switches.Length && switches[_switched] < end;
            float to = isSwitch ? switches[_switched] : end;
            // The line ends at infinity.
            var right = to == Breakpoints.Reach ? (0, 1, 0) : (to, Gaussian.Cdf(to), Gaussian.Density(to));
            AddPiece(right, _offset - targetOffset, _slope - targetSlope);
            _reached = to;
            if (isSwitch)
            {
                int neuron = _breakpoints.Neurons[_switched++];
                double sign = _breakpoints.Rises(neuron) ? 1 : -1;
                _offset += sign * _outputWeights[neuron] * offsets[neuron];
                _slope += sign * _slopes[neuron];
            }
        }
    }

    // The moments of order 0, 1, 2 between a and b: Phi(b) - Phi(a), phi(a) - phi(b), and the first plus a phi(a) - b phi(b).
    private void AddPiece((double X, double Cdf, double Density) right, double offset, double slope)
    {
        double mass = right.Cdf - _left.Cdf;
        double first = _left.Density - right.Density;
        double second = mass + (_left.X * _left.Density) - (right.X * right.Density);
        _sum += (offset * offset * mass) + (2 * offset * slope * first) + (slope * slope * second);
        _left = right;
        _pieces++;
    }

    private static long Cost(int hiddenSize, int active, int switches, int pieces) => Breakpoints.MaximumFlops(hiddenSize, switches) + (3L * active) + (64L * pieces) + 16;
}
