namespace AlgZoo;

/// <summary>The weights of one model and the shapes that follow from them. Immutable; two models of equal weights are interchangeable.</summary>
public abstract class Model
{
    private OperationCounts? _forwardOperations;

    private protected Model(int hiddenSize, int sequenceLength, int outputSize, IReadOnlyList<WeightTensor> tensors)
    {
        HiddenSize = hiddenSize;
        SequenceLength = sequenceLength;
        OutputSize = outputSize;
        Tensors = tensors;
        ParameterCount = tensors.Sum(tensor => tensor.Values.Length);
    }

    /// <summary>Name of the architecture for messages and JSON: <c>relu-rnn</c> or <c>attention-transformer</c>.</summary>
    public abstract string Architecture { get; }

    /// <summary>Hidden size d, at least 1.</summary>
    public int HiddenSize { get; }

    /// <summary>Sequence length n, at least 1: how many inputs one sequence has.</summary>
    public int SequenceLength { get; }

    /// <summary>Output size o: n logits for tasks with a distribution output, 1 for a scalar output.</summary>
    public int OutputSize { get; }

    /// <summary>Number of weights.</summary>
    public int ParameterCount { get; }

    /// <summary>All weights under AlgZoo's names, in the order of AlgZoo's state dict.</summary>
    public IReadOnlyList<WeightTensor> Tensors { get; }

    /// <summary>
    /// Operations that the host charges for one forward pass, in closed form, all in single precision. They are those of the cheapest straightforward
    /// evaluation, so that no claim to beat sampling rests on a dear baseline.
    /// </summary>
    public OperationCounts ForwardOperations => _forwardOperations ??= CountForwardOperations();

    /// <summary>FLOPs of one forward pass: <see cref="ForwardOperations"/> under price table <c>default-1</c>.</summary>
    public long ForwardFlops => PriceTable.Default.Price(ForwardOperations);

    /// <summary>A model of the same shapes with other weights.</summary>
    /// <param name="tensors">Tensors of the same names and shapes as <see cref="Tensors"/>, in any order.</param>
    /// <returns>The new model.</returns>
    /// <exception cref="ArgumentException">A tensor is missing, unknown or of another shape.</exception>
    public abstract Model WithTensors(IEnumerable<WeightTensor> tensors);

    /// <summary>
    /// Operations of one sample of a sampling estimator: the forward pass and the scoring of its output. Random numbers (<see cref="SequenceTask.DrawOperations"/>) come on top; the task's own answer
    /// costs nothing.
    /// </summary>
    /// <param name="quantity">
    /// Accuracy adds the argmax (o - 1 comparisons); mean squared error adds nothing; cross-entropy adds o exponentials, o - 1 sums, a logarithm
    /// and a subtraction. All count as single precision, in which they could be done.
    /// </param>
    /// <returns>Operations per sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is none.</exception>
    public OperationCounts SamplingOperations(Quantity quantity) => ForwardOperations + quantity.ScoringOperations(OutputSize);

    /// <summary>
    /// FLOPs of one sample of a sampling estimator: <see cref="SamplingOperations"/> under price table <c>default-1</c>, which has random numbers for nothing. This is the c of the sampling baseline
    /// Var(loss) c / C.
    /// </summary>
    /// <param name="quantity">Accuracy adds o - 1 to <see cref="ForwardFlops"/>, mean squared error 0, cross-entropy 17 o + 16.</param>
    /// <returns>FLOPs per sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is none.</exception>
    public long SamplingFlops(Quantity quantity) => PriceTable.Default.Price(SamplingOperations(quantity));

    /// <summary>Makes a model from what another process says about it.</summary>
    /// <param name="architecture">Its <see cref="Architecture"/>.</param>
    /// <param name="sequenceLength">Its sequence length.</param>
    /// <param name="tensors">Its tensors.</param>
    /// <exception cref="ArgumentException">There is no such architecture, or the tensors do not fit it.</exception>
    internal static Model Restore(string architecture, int sequenceLength, IEnumerable<WeightTensor> tensors) => architecture switch
    {
        ReluRnn.ArchitectureName => new ReluRnn(sequenceLength, tensors),
        AttentionTransformer.ArchitectureName => new AttentionTransformer(tensors),
        _ => throw new ArgumentException($"'{architecture}' is no architecture.", nameof(architecture)),
    };

    /// <summary>Checks the lengths of a batch.</summary>
    /// <param name="inputLength">Length of the input span, a multiple of <see cref="SequenceLength"/>.</param>
    /// <param name="outputLength">Length of the output span, the same multiple of <see cref="OutputSize"/>.</param>
    /// <returns>The number of sequences in the batch.</returns>
    /// <exception cref="ArgumentException">The lengths do not describe one whole batch.</exception>
    public int EnsureBatch(int inputLength, int outputLength)
    {
        int count = inputLength / SequenceLength;
        if (count * SequenceLength != inputLength)
        {
            throw new ArgumentException($"The input length {inputLength} is not a multiple of the sequence length {SequenceLength}.");
        }

        if (outputLength != (long)count * OutputSize)
        {
            throw new ArgumentException($"{count} sequences need {(long)count * OutputSize} outputs ({OutputSize} each), not {outputLength}.");
        }

        return count;
    }

    private protected abstract OperationCounts CountForwardOperations();

    private protected static WeightTensor Find(IReadOnlyCollection<WeightTensor> tensors, string name) =>
        tensors.FirstOrDefault(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal))
        ?? throw new ArgumentException($"Tensor '{name}' is missing.", nameof(tensors));

    private protected static void EnsureShape(WeightTensor tensor, params ReadOnlySpan<int> shape)
    {
        if (!tensor.Shape.SequenceEqual(shape))
        {
            throw new ArgumentException(
                $"Tensor '{tensor.Name}' has shape [{string.Join(", ", tensor.Shape.ToArray())}] where [{string.Join(", ", shape.ToArray())}] is needed.");
        }
    }

    private protected static void EnsureMatrix(WeightTensor tensor)
    {
        if (tensor.Shape.Length != 2)
        {
            throw new ArgumentException($"Tensor '{tensor.Name}' has shape [{string.Join(", ", tensor.Shape.ToArray())}] where a matrix is needed.");
        }
    }

    private protected static void EnsureNoOthers(IReadOnlyCollection<WeightTensor> tensors, int expected)
    {
        if (tensors.Count != expected)
        {
            throw new ArgumentException($"The model has {expected} tensors, but {tensors.Count} were given: {string.Join(", ", tensors.Select(tensor => tensor.Name))}.", nameof(tensors));
        }
    }
}
