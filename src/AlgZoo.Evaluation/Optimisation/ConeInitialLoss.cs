using AlgZoo.Exact;

namespace AlgZoo.Evaluation;

/// <summary>The exact loss of a ReLU RNN of two or three inputs.</summary>
internal sealed class ConeInitialLoss(int hiddenSize, int sequenceLength, SequenceTask task) : IInitialLoss
{
    private readonly ConeLosses _losses = new(hiddenSize, sequenceLength, task);

    public double Of(ReadOnlySpan<double> parameters)
    {
        int afterRecurrent = hiddenSize + (hiddenSize * hiddenSize);
        return _losses.Of(parameters[..hiddenSize], parameters[hiddenSize..afterRecurrent], parameters[afterRecurrent..]);
    }
}
