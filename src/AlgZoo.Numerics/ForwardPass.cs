namespace AlgZoo.Numerics;

/// <summary>Makes the host's batch evaluators.</summary>
public static class ForwardPass
{
    /// <summary>Makes the fastest evaluator of a model that this processor supports. It charges no meter and is safe for concurrent use.</summary>
    /// <param name="model">The weights.</param>
    /// <returns>The evaluator.</returns>
    public static IForwardPass Create(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new SequentialForward(model);
    }

    private sealed class SequentialForward(Model model) : IForwardPass
    {
        public void Evaluate(ReadOnlySpan<float> inputs, Span<float> outputs)
        {
            int count = model.EnsureBatch(inputs.Length, outputs.Length);
            double[] input = new double[model.SequenceLength];
            double[] output = new double[model.OutputSize];
            for (int sequence = 0; sequence < count; sequence++)
            {
                for (int i = 0; i < input.Length; i++)
                {
                    input[i] = inputs[(sequence * input.Length) + i];
                }

                ReferenceForward.Evaluate(model, input, output);
                for (int i = 0; i < output.Length; i++)
                {
                    outputs[(sequence * output.Length) + i] = (float)output[i];
                }
            }
        }
    }
}
