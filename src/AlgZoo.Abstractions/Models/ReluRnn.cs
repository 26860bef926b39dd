namespace AlgZoo;

/// <summary>
/// A one-layer ReLU RNN without biases: h_0 = 0; h_{t+1} = ReLU(W_hh h_t + W_hi x_t) for t = 0..n-1; output = W_oh h_n.
/// Positively homogeneous: f(cx) = c f(x) for c &gt; 0, so its accuracy depends on the direction of the input only.
/// </summary>
/// <remarks>
/// <see cref="Model.ForwardFlops"/> is 2d + (n-1)(2d^2 + 2d) + o(2d-1): product and ReLU in the first step, whose state is zero; then d^2 + d products, d^2 sums and d maxima a step; then the output.
/// For M16,10 that is 5,238.
/// </remarks>
public sealed class ReluRnn : Model
{
    /// <summary>AlgZoo's name of W_hi.</summary>
    public const string InputWeightsName = "rnn.weight_ih_l0";

    /// <summary>AlgZoo's name of W_hh.</summary>
    public const string RecurrentWeightsName = "rnn.weight_hh_l0";

    /// <summary>AlgZoo's name of W_oh.</summary>
    public const string OutputWeightsName = "linear.weight";

    /// <summary>Largest hidden size that is accepted.</summary>
    public const int MaximumHiddenSize = 1024;

    /// <summary>Largest sequence length that is accepted.</summary>
    public const int MaximumSequenceLength = 1024;

    internal const string ArchitectureName = "relu-rnn";

    private readonly WeightTensor _input;
    private readonly WeightTensor _recurrent;
    private readonly WeightTensor _output;

    /// <summary>Creates a model from its three tensors.</summary>
    /// <param name="sequenceLength">Sequence length n, from 1 to <see cref="MaximumSequenceLength"/>. Cannot be read off the weights where the output is a scalar.</param>
    /// <param name="tensors"><c>rnn.weight_ih_l0</c> [d, 1], <c>rnn.weight_hh_l0</c> [d, d] and <c>linear.weight</c> [o, d] with o = n or o = 1, in any order.</param>
    /// <exception cref="ArgumentException">A tensor is missing, superfluous or of another shape, or d is above <see cref="MaximumHiddenSize"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequenceLength"/> is out of range.</exception>
    public ReluRnn(int sequenceLength, IEnumerable<WeightTensor> tensors)
        : this(sequenceLength, Arrange(sequenceLength, tensors))
    {
    }

    private ReluRnn(int sequenceLength, (WeightTensor Input, WeightTensor Recurrent, WeightTensor Output) arranged)
        : base(arranged.Recurrent.Shape[0], sequenceLength, arranged.Output.Shape[0], [arranged.Input, arranged.Recurrent, arranged.Output])
    {
        (_input, _recurrent, _output) = arranged;
    }

    /// <inheritdoc/>
    public override string Architecture => ArchitectureName;

    /// <summary>W_hi, shape [d].</summary>
    public ReadOnlySpan<float> InputWeights => _input.Values;

    /// <summary>W_hh, shape [d, d], row-major: row i holds the weights into neuron i.</summary>
    public ReadOnlySpan<float> RecurrentWeights => _recurrent.Values;

    /// <summary>W_oh, shape [o, d], row-major.</summary>
    public ReadOnlySpan<float> OutputWeights => _output.Values;

    /// <summary>Creates a model from plain arrays.</summary>
    /// <param name="sequenceLength">Sequence length n.</param>
    /// <param name="inputWeights">W_hi, shape [d].</param>
    /// <param name="recurrentWeights">W_hh, shape [d, d], row-major.</param>
    /// <param name="outputWeights">W_oh, shape [o, d], row-major.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a weight is not finite.</exception>
    public static ReluRnn Create(int sequenceLength, ReadOnlySpan<float> inputWeights, ReadOnlySpan<float> recurrentWeights, ReadOnlySpan<float> outputWeights)
    {
        int d = inputWeights.Length;
        return new ReluRnn(
            sequenceLength,
            [
                new WeightTensor(InputWeightsName, [d, 1], inputWeights),
                new WeightTensor(RecurrentWeightsName, [d, d], recurrentWeights),
                new WeightTensor(OutputWeightsName, [outputWeights.Length / Math.Max(d, 1), d], outputWeights),
            ]);
    }

    /// <inheritdoc/>
    public override Model WithTensors(IEnumerable<WeightTensor> tensors)
    {
        var model = new ReluRnn(SequenceLength, tensors);
        return model.HiddenSize == HiddenSize && model.OutputSize == OutputSize
            ? model
            : throw new ArgumentException($"The tensors are those of a model of hidden size {model.HiddenSize} and output size {model.OutputSize}, not {HiddenSize} and {OutputSize}.", nameof(tensors));
    }

    private protected override OperationCounts CountForwardOperations()
    {
        long d = HiddenSize;
        long n = SequenceLength;
        long o = OutputSize;
        return OperationCounts.Of(
            (OperationClass.MultiplySingle, d + ((n - 1) * d * (d + 1)) + (o * d)),
            (OperationClass.AddSingle, ((n - 1) * d * d) + (o * (d - 1))),
            (OperationClass.CompareSingle, n * d));
    }

    private static (WeightTensor Input, WeightTensor Recurrent, WeightTensor Output) Arrange(int sequenceLength, IEnumerable<WeightTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequenceLength, MaximumSequenceLength);
        WeightTensor[] all = [.. tensors];
        var input = Find(all, InputWeightsName);
        var recurrent = Find(all, RecurrentWeightsName);
        var output = Find(all, OutputWeightsName);
        EnsureNoOthers(all, 3);
        EnsureMatrix(input);
        EnsureMatrix(output);
        int d = input.Shape[0];
        if (d > MaximumHiddenSize)
        {
            throw new ArgumentException($"The hidden size {d} is above the supported {MaximumHiddenSize}.", nameof(tensors));
        }

        EnsureShape(input, d, 1);
        EnsureShape(recurrent, d, d);
        EnsureShape(output, output.Shape[0] == 1 ? 1 : sequenceLength, d);
        return (input, recurrent, output);
    }
}
