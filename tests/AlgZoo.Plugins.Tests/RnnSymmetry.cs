namespace AlgZoo.Tests.Plugins;

/// <summary>Networks that differ in their weights and not in what they compute.</summary>
internal static class RnnSymmetry
{
    /// <summary>New neuron i is old neuron order[i], its activation multiplied by scales[i] > 0; powers of two leave float32 weights exact.</summary>
    public static ReluRnn Transform(ReluRnn model, int[] order, float[] scales)
    {
        int d = model.HiddenSize;
        float[] input = new float[d];
        float[] recurrent = new float[d * d];
        float[] output = new float[model.OutputSize * d];
        for (int i = 0; i < d; i++)
        {
            input[i] = scales[i] * model.InputWeights[order[i]];
            for (int j = 0; j < d; j++)
            {
                recurrent[(i * d) + j] = scales[i] * model.RecurrentWeights[(order[i] * d) + order[j]] / scales[j];
            }

            for (int q = 0; q < model.OutputSize; q++)
            {
                output[(q * d) + i] = model.OutputWeights[(q * d) + order[i]] / scales[i];
            }
        }

        return ReluRnn.Create(model.SequenceLength, input, recurrent, output);
    }
}
