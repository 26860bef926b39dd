using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>Attention weights of a transformer by layer, query position and key position.</summary>
/// <param name="model">The weights.</param>
/// <param name="address">Address of the sequences; block b uses its child b.</param>
internal sealed class AttentionTally(AttentionTransformer model, RandomAddress address) : ITally<AttentionTally>
{
    private readonly float[] _tokens = new float[ShardedPass.BlockSize * model.SequenceLength];
    private readonly double[] _sequence = new double[model.SequenceLength];
    private readonly double[] _sums = new double[model.Layers.Count * model.SequenceLength * model.SequenceLength];
    private long _samples;

    /// <summary>The means.</summary>
    public AttentionPatterns Patterns => new(_samples, [.. _sums.Chunk(model.SequenceLength * model.SequenceLength).Select(layer => layer.Select(sum => sum / _samples).ToArray())]);

    public void AddBlock(ulong block)
    {
        SampleInputs.Fill(InputLaw.UniformTokens, model.SequenceLength, address.Child(block), _tokens);
        for (int first = 0; first < _tokens.Length; first += model.SequenceLength)
        {
            for (int position = 0; position < _sequence.Length; position++)
            {
                _sequence[position] = _tokens[first + position];
            }

            ReferenceForward.AddAttention(model, _sequence, _sums);
        }

        _samples += ShardedPass.BlockSize;
    }

    public void Add(AttentionTally other)
    {
        _samples += other._samples;
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += other._sums[i];
        }
    }
}
