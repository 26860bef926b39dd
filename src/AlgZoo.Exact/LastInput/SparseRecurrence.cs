namespace AlgZoo.Exact;

/// <summary>
/// The recurrence of a ReLU RNN in terms of offsets p_t = W_hh h_t, so that h_{t+1} = ReLU(p_t + W_hi x_{t+1}). Columns of W_hh that belong to inactive neurons are skipped, about half of them in a
/// trained model. The state after one input is a ray for each sign, whose offsets are computed once. Allocates no memory after the first input of either sign; not safe for concurrent use.
/// </summary>
public sealed class SparseRecurrence
{
    private readonly float[] _input;
    private readonly float[] _columns;
    private readonly float[]?[] _rays = new float[]?[2];
    private readonly float[] _preactivations;
    private readonly int[] _active;

    /// <summary>Transposes the weights. Costs nothing.</summary>
    /// <param name="model">The model.</param>
    public SparseRecurrence(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        int d = model.HiddenSize;
        _input = model.InputWeights.ToArray();
        _columns = ColumnKernels.Transpose(model.RecurrentWeights, d, d);
        _preactivations = new float[d];
        _active = new int[d];
    }

    /// <summary>FLOPs spent so far: exact, counted without arithmetic on floats.</summary>
    public long Flops { get; private set; }

    /// <summary>Most FLOPs that the offsets of a prefix take: dense columns in every step, the first one's included.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">How many inputs, at least one.</param>
    /// <returns>FLOPs.</returns>
    public static long MaximumFlops(ReluRnn model, int inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        long d = model.HiddenSize;
        return (inputs * ((2 * d * d) + (3 * d))) + 2;
    }

    /// <summary>Offsets after the first input: p_1 = |x_1| W_hh ReLU(sign(x_1) W_hi). Costs d + 2, and 2 d + 2 d a more for the first input of each sign.</summary>
    /// <param name="input">x_1.</param>
    /// <param name="offsets">Shape [d]: receives p_1.</param>
    public void Start(float input, Span<float> offsets)
    {
        var ray = input > 0 ? _rays[0] ??= Ray(1) : _rays[1] ??= Ray(-1);
        ColumnKernels.Scale(ray, MathF.Abs(input), offsets);
        Flops += _input.Length + 2;
    }

    /// <summary>Offsets after one more input: W_hh ReLU(p + W_hi x). Costs 2 d + 2 d a, where a is the number of active neurons, at least 1; 3 d if there is none.</summary>
    /// <param name="offsets">Shape [d]: p.</param>
    /// <param name="input">x.</param>
    /// <param name="next">Shape [d]: receives the new offsets; may be the same span.</param>
    public void Next(ReadOnlySpan<float> offsets, float input, Span<float> next)
    {
        ColumnKernels.Line(offsets, _input, input, _preactivations);
        Flops += 2L * _input.Length;
        Multiply(next);
    }

    /// <summary>Offsets after a prefix of the sequence.</summary>
    /// <param name="inputs">x_1 .. x_t, at least one.</param>
    /// <param name="offsets">Shape [d]: receives p_t.</param>
    public void Offsets(ReadOnlySpan<float> inputs, Span<float> offsets)
    {
        Start(inputs[0], offsets);
        foreach (float input in inputs[1..])
        {
            Next(offsets, input, offsets);
        }
    }

    private float[] Ray(float sign)
    {
        float[] ray = new float[_input.Length];
        ColumnKernels.Scale(_input, sign, _preactivations);
        Flops += _input.Length;
        Multiply(ray);
        return ray;
    }

    // A comparison for each neuron, 2 d for each active one but d for the first.
    private void Multiply(Span<float> product)
    {
        int d = _input.Length;
        int count = ColumnKernels.Positive(_preactivations, _active);
        ColumnKernels.WeightedSum(_columns, _preactivations, _active.AsSpan(0, count), product);
        Flops += count == 0 ? d : 2L * d * count;
    }
}
