namespace AlgZoo.Exact;

/// <summary>
/// The inputs x at which a neuron of ReLU(p + w x) switches: b_i = -p_i / w_i, in ascending order, within <see cref="Reach"/> standard deviations. Beyond it, where two inputs in a billion lie, the
/// outermost piece is continued to infinity.
/// </summary>
internal sealed class Breakpoints
{
    /// <summary>Switches beyond this are left out.</summary>
    public const float Reach = 6;

    private readonly float[] _negatedReciprocals;
    private readonly bool[] _rises;
    private readonly float[] _switches;
    private readonly int[] _neurons;
    private readonly int[] _initiallyActive;
    private int _count;
    private int _activeCount;

    public Breakpoints(ReadOnlySpan<float> inputWeights)
    {
        int d = inputWeights.Length;
        _negatedReciprocals = new float[d];
        _rises = new bool[d];
        _switches = new float[d];
        _neurons = new int[d];
        _initiallyActive = new int[d];
        for (int i = 0; i < d; i++)
        {
            // A neuron without input weight never switches: its breakpoint is -infinity if it is always active, +infinity if never, NaN if it is always at 0.
            _negatedReciprocals[i] = inputWeights[i] == 0 ? float.NegativeInfinity : -1 / inputWeights[i];
            _rises[i] = inputWeights[i] >= 0;
        }
    }

    /// <summary>Where neurons switch, ascending.</summary>
    public ReadOnlySpan<float> Inputs => _switches.AsSpan(0, _count);

    /// <summary>Which neuron switches at each of <see cref="Inputs"/>.</summary>
    public ReadOnlySpan<int> Neurons => _neurons.AsSpan(0, _count);

    /// <summary>The neurons that are active below the first breakpoint.</summary>
    public ReadOnlySpan<int> InitiallyActive => _initiallyActive.AsSpan(0, _activeCount);

    /// <summary>Most FLOPs that <see cref="Find"/> takes.</summary>
    public static long MaximumFlops(int hiddenSize, int breakpoints) => (3L * hiddenSize) + ((long)breakpoints * (breakpoints - 1) / 2);

    /// <summary>Whether a neuron becomes active at its breakpoint, or else inactive.</summary>
    public bool Rises(int neuron) => _rises[neuron];

    /// <summary>Costs 3 d and the comparisons of an insertion sort of the breakpoints within reach.</summary>
    public void Find(ReadOnlySpan<float> offsets)
    {
        _count = 0;
        _activeCount = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            float at = offsets[i] * _negatedReciprocals[i];
            bool later = !(at <= -Reach);
            if (later != _rises[i])
            {
                _initiallyActive[_activeCount++] = i;
            }

            if (later && at < Reach)
            {
                Insert(at, i);
            }
        }
    }

    private void Insert(float at, int neuron)
    {
        int place = _count++;
        for (; place > 0 && _switches[place - 1] > at; place--)
        {
            _switches[place] = _switches[place - 1];
            _neurons[place] = _neurons[place - 1];
        }

        _switches[place] = at;
        _neurons[place] = neuron;
    }
}
