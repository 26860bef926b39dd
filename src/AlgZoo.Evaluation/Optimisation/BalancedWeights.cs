namespace AlgZoo.Evaluation;

/// <summary>
/// The weights of a ReLU RNN with its neurons rescaled, which leaves its function as it is: every W_hi is a power of two with a sign, and each neuron's power is that which balances, as nearly as a power of
/// two can, the root of summed squares of the weights into it with that of the weights out of it (Osborne 1960, "On pre-conditioning of matrices"), its weight to itself left out.
/// </summary>
/// <param name="Powers">Shape [d]: W_hi is, but for its sign, 2 to these; the least is 0.</param>
/// <param name="Signs">Shape [d]: 1, -1, or 0 for a neuron without input.</param>
/// <param name="Recurrent">Shape [d, d], row-major.</param>
/// <param name="Output">Shape [o, d], row-major.</param>
internal sealed record BalancedWeights(int[] Powers, int[] Signs, double[] Recurrent, double[] Output)
{
    private const int Sweeps = 100;

    /// <summary>Balances a model.</summary>
    public static BalancedWeights Of(ReluRnn model)
    {
        var standardised = StandardisedWeights.Of(model);
        int[] signs = [.. standardised.InputWeights];
        double[] recurrent = [.. standardised.RecurrentWeights];
        double[] output = [.. standardised.OutputWeights];
        double[] logarithms = Logarithms(signs, recurrent, output);
        int[] powers = [.. logarithms.Select(logarithm => (int)Math.Round(logarithm - logarithms.Min()))];
        int d = powers.Length;
        return new(
            powers,
            signs,
            [.. recurrent.Select((weight, index) => Math.ScaleB(weight, powers[index / d] - powers[index % d]))],
            [.. output.Select((weight, index) => Math.ScaleB(weight, -powers[index % d]))]);
    }

    // Base 2 logarithms of the scales that balance the neurons exactly.
    private static double[] Logarithms(int[] signs, double[] recurrent, double[] output)
    {
        int d = signs.Length;
        double[] scales = new double[d];
        Array.Fill(scales, 1);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            for (int i = 0; i < d; i++)
            {
                double into = Math.Abs(signs[i]);
                double outOf = 0;
                for (int j = 0; j < d; j++)
                {
                    into += j == i ? 0 : Square(recurrent[(i * d) + j] / scales[j]);
                    outOf += j == i ? 0 : Square(recurrent[(j * d) + i] * scales[j]);
                }

                for (int k = i; k < output.Length; k += d)
                {
                    outOf += Square(output[k]);
                }

                scales[i] = into > 0 && outOf > 0 ? Math.Sqrt(Math.Sqrt(outOf / into)) : scales[i];
            }
        }

        return [.. scales.Select(Math.Log2)];
    }

    private static double Square(double x) => x * x;
}
