using AlgZoo.Exact;

namespace AlgZoo.Plugins;

/// <summary>A network of three inputs and three logits whose neurons are rescaled so that W_hi is 1, -1 or 0, and whose logits add up to 0: neither changes an answer.</summary>
/// <param name="Input">W_hi, shape [d].</param>
/// <param name="Recurrent">W_hh, shape [d, d], row-major.</param>
/// <param name="Output">W_oh, shape [3, d], row-major.</param>
internal sealed record StandardNetwork(double[] Input, double[] Recurrent, double[] Output)
{
    /// <summary>Number of inputs, and of logits.</summary>
    public const int Length = 3;

    /// <summary>Hidden size d.</summary>
    public int HiddenSize => Input.Length;

    /// <summary>Standardises a model.</summary>
    public static StandardNetwork Of(ReluRnn model)
    {
        int d = model.HiddenSize;
        double[] input = new double[d];
        double[] size = new double[d];
        for (int i = 0; i < d; i++)
        {
            double weight = model.InputWeights[i];
            input[i] = weight > 0 ? 1 : weight < 0 ? -1 : 0;
            size[i] = weight == 0 ? 1 : Math.Abs(weight);
        }

        double[] recurrent = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                recurrent[(i * d) + j] = model.RecurrentWeights[(i * d) + j] * size[j] / size[i];
            }
        }

        double[] output = new double[Length * d];
        for (int j = 0; j < d; j++)
        {
            double mean = ((double)model.OutputWeights[j] + model.OutputWeights[d + j] + model.OutputWeights[(2 * d) + j]) / Length;
            for (int k = 0; k < Length; k++)
            {
                output[(k * d) + j] = (model.OutputWeights[(k * d) + j] - mean) * size[j];
            }
        }

        return new(input, recurrent, output);
    }

    /// <summary>The network with f(-x) = f(x) nearest to this one: each weight and its partner become their mean.</summary>
    public StandardNetwork Symmetrised(NeuronPairs pairs)
    {
        int d = HiddenSize;
        double[] recurrent = new double[d * d];
        double[] output = new double[Length * d];
        for (int i = 0; i < d; i++)
        {
            int partner = pairs.PartnerOf(i);
            for (int j = 0; j < d; j++)
            {
                recurrent[(i * d) + j] = 0.5 * (Recurrent[(i * d) + j] + Recurrent[(partner * d) + pairs.PartnerOf(j)]);
            }

            for (int k = 0; k < Length; k++)
            {
                output[(k * d) + i] = 0.5 * (Output[(k * d) + i] + Output[(k * d) + partner]);
            }
        }

        return new(Input, recurrent, output);
    }

    /// <summary>The weights as the exact method takes them.</summary>
    public RnnWeights ToWeights() => new(Length, Input, Recurrent, Output);
}
