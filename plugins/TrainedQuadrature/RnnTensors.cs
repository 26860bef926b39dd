namespace AlgZoo.Plugins;

/// <summary>The three tensors within a vector of all weights of a ReLU RNN.</summary>
internal readonly ref struct RnnTensors(ReadOnlySpan<float> weights, int hiddenSize)
{
    private readonly ReadOnlySpan<float> _weights = weights;

    /// <summary>W_hi, W_hh (row-major) and W_oh (row-major).</summary>
    public void Deconstruct(out ReadOnlySpan<float> input, out ReadOnlySpan<float> recurrent, out ReadOnlySpan<float> output)
    {
        input = _weights[..hiddenSize];
        recurrent = _weights.Slice(hiddenSize, hiddenSize * hiddenSize);
        output = _weights[(hiddenSize + (hiddenSize * hiddenSize))..];
    }
}
