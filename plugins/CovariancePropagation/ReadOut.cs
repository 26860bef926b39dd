namespace AlgZoo.Plugins;

/// <summary>The score of a linear read-out of a jointly Gaussian state.</summary>
internal static class ReadOut
{
    /// <summary>Upper bound of the FLOPs of one cell.</summary>
    public static long CellFlops(ReluRnn model, Quantity quantity)
    {
        long d = model.HiddenSize;
        if (quantity == Quantity.MeanSquaredError)
        {
            return (2 * d * d) + (6 * d) + 7;
        }

        long rivals = model.OutputSize - 1L;
        long pairs = rivals * (rivals + 1) / 2;
        long differences = rivals * (d + (2 * d) + (2 * d * d));
        return differences + (pairs * 2 * d) + OrthantProbability.Flops((int)rivals);
    }

    /// <summary>P(logit of the label is the largest): the probability that all its leads over other logits are positive.</summary>
    public static double ProbabilityOfLargest(ReluRnn model, JointGaussian state, int label)
    {
        int d = model.HiddenSize;
        int rivals = model.OutputSize - 1;
        double[] means = new double[rivals];
        double[,] covariance = new double[rivals, rivals];
        bool[] winsTies = new bool[rivals];
        double[][] leads = new double[rivals][];
        double[] product = new double[d];
        for (int r = 0; r < rivals; r++)
        {
            int rival = r < label ? r : r + 1;

            // The argmax takes the first of equal logits.
            winsTies[r] = rival > label;
            leads[r] = Lead(model, label, rival);
            Multiply(state.Covariance, leads[r], product);
            means[r] = Dot(leads[r], state.Mean);
            for (int s = 0; s <= r; s++)
            {
                covariance[r, s] = Dot(leads[s], product);
                covariance[s, r] = covariance[r, s];
            }
        }

        return OrthantProbability.MendellElston(means, covariance, winsTies);
    }

    /// <summary>E[(output - mean of the inputs of the target block)^2].</summary>
    public static double SquaredError(ReluRnn model, JointGaussian state, BlockInputs inputs)
    {
        int d = model.HiddenSize;
        double[] output = new double[d];
        double[] ofState = new double[d];
        double withTarget = 0;
        for (int i = 0; i < d; i++)
        {
            output[i] = model.OutputWeights[i];
            withTarget += output[i] * state.WithInputs[i, inputs.Target];
        }

        Multiply(state.Covariance, output, ofState);
        double bias = Dot(output, state.Mean) - inputs.TargetMean;
        double variance = Dot(output, ofState) + inputs.TargetVariance - (2 * withTarget);
        return (bias * bias) + Math.Max(0, variance);
    }

    private static double[] Lead(ReluRnn model, int label, int rival)
    {
        int d = model.HiddenSize;
        double[] lead = new double[d];
        for (int i = 0; i < d; i++)
        {
            lead[i] = (double)model.OutputWeights[(label * d) + i] - model.OutputWeights[(rival * d) + i];
        }

        return lead;
    }

    private static void Multiply(double[,] matrix, double[] vector, double[] product)
    {
        for (int i = 0; i < product.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < vector.Length; k++)
            {
                sum += matrix[i, k] * vector[k];
            }

            product[i] = sum;
        }
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
