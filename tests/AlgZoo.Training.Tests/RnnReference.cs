namespace AlgZoo.Training.Tests;

/// <summary>Loss and gradient of the ReLU RNN in plain scalar double arithmetic.</summary>
/// <param name="task">The task.</param>
/// <param name="hiddenSize">Hidden size d.</param>
/// <param name="sequenceLength">Sequence length n.</param>
internal sealed class RnnReference(SequenceTask task, int hiddenSize, int sequenceLength)
{
    private readonly int _outputSize = task.OutputSize(sequenceLength);

    public int ParameterCount => hiddenSize * (1 + hiddenSize + _outputSize);

    /// <summary>The loss of one sequence; adds its gradient, if asked for.</summary>
    /// <param name="parameters">W_hi, W_hh, W_oh.</param>
    /// <param name="sequence">Shape [n].</param>
    /// <param name="gradient">Shape [P], or empty.</param>
    /// <param name="closestKink">Smallest magnitude of a sum that enters a ReLU.</param>
    public double Loss(ReadOnlySpan<double> parameters, ReadOnlySpan<float> sequence, Span<double> gradient, out double closestKink)
    {
        int d = hiddenSize;
        var input = parameters[..d];
        var recurrent = parameters.Slice(d, d * d);
        var output = parameters[(d + (d * d))..];
        double[][] states = new double[sequenceLength + 1][];
        states[0] = new double[d];
        closestKink = double.PositiveInfinity;
        for (int t = 0; t < sequenceLength; t++)
        {
            states[t + 1] = new double[d];
            for (int i = 0; i < d; i++)
            {
                double sum = input[i] * sequence[t];
                for (int j = 0; j < d; j++)
                {
                    sum += recurrent[(i * d) + j] * states[t][j];
                }

                closestKink = Math.Min(closestKink, Math.Abs(sum));
                states[t + 1][i] = Math.Max(0, sum);
            }
        }

        double[] logits = new double[_outputSize];
        for (int k = 0; k < _outputSize; k++)
        {
            for (int j = 0; j < d; j++)
            {
                logits[k] += output[(k * d) + j] * states[^1][j];
            }
        }

        double loss = Loss(logits, sequence);
        if (!gradient.IsEmpty)
        {
            AddGradient(recurrent, output, sequence, states, logits, gradient);
        }

        return loss;
    }

    // Overwrites the logits by their gradient.
    private double Loss(double[] logits, ReadOnlySpan<float> sequence)
    {
        if (task is RegressionTask regression)
        {
            double error = logits[0] - regression.Target(sequence);
            logits[0] = 2 * error;
            return error * error;
        }

        int label = ((ClassificationTask)task).Label(sequence);
        double largest = logits.Max();
        double sum = logits.Sum(logit => Math.Exp(logit - largest));
        double loss = Math.Log(sum) + largest - logits[label];
        for (int k = 0; k < logits.Length; k++)
        {
            logits[k] = (Math.Exp(logits[k] - largest) / sum) - (k == label ? 1 : 0);
        }

        return loss;
    }

    private void AddGradient(ReadOnlySpan<double> recurrent, ReadOnlySpan<double> output, ReadOnlySpan<float> sequence, double[][] states, double[] outputDelta, Span<double> gradient)
    {
        int d = hiddenSize;
        double[] above = new double[d];
        for (int k = 0; k < _outputSize; k++)
        {
            for (int j = 0; j < d; j++)
            {
                gradient[d + (d * d) + (k * d) + j] += outputDelta[k] * states[^1][j];
                above[j] += output[(k * d) + j] * outputDelta[k];
            }
        }

        for (int t = sequenceLength - 1; t >= 0; t--)
        {
            double[] below = new double[d];
            for (int i = 0; i < d; i++)
            {
                double delta = states[t + 1][i] > 0 ? above[i] : 0;
                gradient[i] += delta * sequence[t];
                for (int j = 0; j < d; j++)
                {
                    gradient[d + (i * d) + j] += delta * states[t][j];
                    below[j] += recurrent[(i * d) + j] * delta;
                }
            }

            above = below;
        }
    }
}
