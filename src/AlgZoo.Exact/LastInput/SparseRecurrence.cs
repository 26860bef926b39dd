namespace AlgZoo.Exact;

/// <summary>
/// The recurrence of a ReLU RNN in terms of offsets p_t = W_hh h_t, so that h_{t+1} = ReLU(p_t + W_hi x_{t+1}). Columns of W_hh that belong to inactive neurons are skipped, about half of them in a
/// trained model. The state after one input is a ray for each sign, whose offsets are computed once. Allocates in the constructor only; not safe for concurrent use.
/// </summary>
public sealed class SparseRecurrence
{
    private readonly float[] _input;
    private readonly float[] _columns;
    private readonly float[] _positiveRay;
    private readonly float[] _negativeRay;
    private readonly float[] _preactivations;
    private readonly int[] _active;

    /// <summary>Transposes the weights and computes the two rays.</summary>
    /// <param name="model">The model.</param>
    public SparseRecurrence(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        int d = model.HiddenSize;
        _input = model.InputWeights.ToArray();
        _columns = ColumnKernels.Transpose(model.RecurrentWeights, d, d);
        _preactivations = new float[d];
        _active = new int[d];
        _positiveRay = Ray(1);
        _negativeRay = Ray(-1);
    }

    /// <summary>FLOPs spent so far, the constructor's included: exact, counted without arithmetic on floats.</summary>
    public long Flops { get; private set; }

    /// <summary>Most FLOPs that <see cref="Next"/> takes: 2 d^2 + 2 d.</summary>
    public long MaximumFlopsOfNext => (2L * _input.Length * _input.Length) + (2L * _input.Length);

    /// <summary>Offsets after the first input: p_1 = |x_1| W_hh ReLU(sign(x_1) W_hi). Costs d + 2.</summary>
    /// <param name="input">x_1.</param>
    /// <param name="offsets">Shape [d]: receives p_1.</param>
    public void Start(float input, Span<float> offsets)
    {
        ColumnKernels.Scale(input > 0 ? _positiveRay : _negativeRay, MathF.Abs(input), offsets);
        Flops += _input.Length + 2;
    }

    /// <summary>Offsets after one more input: W_hh ReLU(p + W_hi x). Costs 2 d + 2 d a, where a is the number of active neurons.</summary>
    /// <param name="offsets">Shape [d]: p.</param>
    /// <param name="input">x.</param>
    /// <param name="next">Shape [d]: receives the new offsets; may be the same span.</param>
    public void Next(ReadOnlySpan<float> offsets, float input, Span<float> next)
    {
        ColumnKernels.Line(offsets, _input, input, _preactivations);
        Multiply(next);
        Flops += 2L * _input.Length;
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
        Multiply(ray);
        Flops += _input.Length;
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
