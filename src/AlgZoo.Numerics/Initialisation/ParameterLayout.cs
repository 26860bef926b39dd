namespace AlgZoo.Numerics;

/// <summary>
/// The tensors of a model in the order of its state dict, laid end to end, each row-major: <c>rnn.weight_ih_l0</c>, <c>rnn.weight_hh_l0</c>, <c>linear.weight</c>; or <c>embed</c>,
/// <c>pos_embed</c>, each layer's <c>in_proj</c> and <c>out_proj</c>, <c>unembed</c>.
/// </summary>
internal sealed class ParameterLayout
{
    /// <summary>Attention layers of AlgZoo's transformers.</summary>
    public const int AttentionLayers = 2;

    private readonly List<ParameterTensor> _tensors = [];

    private ParameterLayout()
    {
    }

    /// <summary>The tensors, first to last.</summary>
    public IReadOnlyList<ParameterTensor> Tensors => _tensors;

    /// <summary>Number of parameters P.</summary>
    public int Count { get; private set; }

    /// <summary>The parameters of a new model for a task.</summary>
    public static ParameterLayout Of(SequenceTask task, int hiddenSize, int sequenceLength) => task.Inputs == InputLaw.StandardGaussian
        ? Rnn(hiddenSize, task.OutputSize(sequenceLength))
        : Transformer(hiddenSize, sequenceLength, AttentionLayers);

    /// <summary>The parameters of a model like this one.</summary>
    public static ParameterLayout Of(Model model) => model is AttentionTransformer transformer
        ? Transformer(model.HiddenSize, model.SequenceLength, transformer.Layers.Count)
        : Rnn(model.HiddenSize, model.OutputSize);

    /// <summary>The parameters of a ReLU RNN, with the initial laws of PyTorch's RNN and Linear.</summary>
    public static ParameterLayout Rnn(int hiddenSize, int outputSize)
    {
        double bound = LinearBound(hiddenSize);
        var layout = new ParameterLayout();
        layout.Add(ReluRnn.InputWeightsName, [hiddenSize, 1], bound);
        layout.Add(ReluRnn.RecurrentWeightsName, [hiddenSize, hiddenSize], bound);
        layout.Add(ReluRnn.OutputWeightsName, [outputSize, hiddenSize], bound);
        return layout;
    }

    /// <summary>The parameters of an attention-only transformer, with the initial laws of PyTorch's Embedding, MultiheadAttention and Linear.</summary>
    public static ParameterLayout Transformer(int hiddenSize, int sequenceLength, int layers)
    {
        double bound = LinearBound(hiddenSize);
        double xavierBound = Math.Sqrt(6.0 / ((3 * hiddenSize) + hiddenSize));
        var layout = new ParameterLayout();
        layout.Add(AttentionTransformer.EmbeddingName, [sequenceLength, hiddenSize], bound: null);
        layout.Add(AttentionTransformer.PositionEmbeddingName, [sequenceLength, hiddenSize], bound: null);
        for (int layer = 0; layer < layers; layer++)
        {
            layout.Add(AttentionTransformer.InProjectionName(layer), [3 * hiddenSize, hiddenSize], xavierBound);
            layout.Add(AttentionTransformer.OutProjectionName(layer), [hiddenSize, hiddenSize], bound);
        }

        layout.Add(AttentionTransformer.UnembeddingName, [sequenceLength, hiddenSize], bound);
        return layout;
    }

    /// <summary>The parameters of a model, its tensors in this order.</summary>
    public static float[] ParametersOf(Model model) => [.. Of(model).Tensors.SelectMany(tensor => model.Tensors.Single(held => string.Equals(held.Name, tensor.Name, StringComparison.Ordinal)).Values.ToArray())];

    /// <summary>The tensors with the values of the parameters.</summary>
    public IEnumerable<WeightTensor> WithValues(float[] parameters) =>
        _tensors.Select(tensor => new WeightTensor(tensor.Name, tensor.Shape, tensor.Of(parameters)));

    private static double LinearBound(int inputs) => 1 / Math.Sqrt(inputs);

    private void Add(string name, int[] shape, double? bound)
    {
        var tensor = new ParameterTensor(name, shape, Count, bound);
        _tensors.Add(tensor);
        Count += tensor.Count;
    }
}
