namespace AlgZoo.Plugins;

/// <summary>
/// accuracy = c + sum_k v_k tanh(b_k margin(x_k; W) + o_k): inputs x_k with their answers a_k, on which the model is run, and how the margins are put together. The margin is the logit of a_k less the best other.
/// </summary>
internal sealed class QuadratureRule
{
    // tanh and its argument, then the term: 2 + 16 + 2.
    private const int TermFlops = 20;
    private const int EstimateFlops = 4;

    public QuadratureRule(int points, int sequenceLength)
    {
        SequenceLength = sequenceLength;
        Inputs = new float[points * sequenceLength];
        Answers = new int[points];
        Sharpness = new float[points];
        Offsets = new float[points];
        Weights = new float[points];
    }

    /// <summary>Number of points K.</summary>
    public int Points => Answers.Length;

    /// <summary>Sequence length n.</summary>
    public int SequenceLength { get; }

    /// <summary>x_k, shape [K, n].</summary>
    public float[] Inputs { get; }

    /// <summary>a_k, shape [K].</summary>
    public int[] Answers { get; }

    /// <summary>b_k, shape [K].</summary>
    public float[] Sharpness { get; }

    /// <summary>o_k, shape [K].</summary>
    public float[] Offsets { get; }

    /// <summary>v_k, shape [K].</summary>
    public float[] Weights { get; }

    /// <summary>c.</summary>
    public float Constant { get; set; }

    /// <summary>Mean squared error on copies at the run's own noise scale that no training saw.</summary>
    public float MeanSquaredError { get; set; }

    /// <summary>Most FLOPs of an estimate with K points.</summary>
    public static long MostFlops(Model model, int points) => (points * (ActiveForward.MostFlops(model) + TermFlops)) + EstimateFlops;

    /// <summary>The estimate for a model, in [0, 1].</summary>
    /// <param name="model">The model.</param>
    /// <param name="explanation">The ledger that records at how many points the model is right; null for none.</param>
    public double Estimate(ReluRnn model, Explanation? explanation = null)
    {
        var forward = new ActiveForward(model);
        double value = Constant;
        int right = 0;
        for (int k = 0; k < Points; k++)
        {
            float margin = forward.Margin(Inputs.AsSpan(k * SequenceLength, SequenceLength), Answers[k]);
            value += Weights[k] * MathF.Tanh((Sharpness[k] * margin) + Offsets[k]);
            right += IsPositive(margin) ? 1 : 0;
        }

        explanation?.NoteFree("presumes the accuracy a sum of functions of the margins at trained inputs: inputs and functions are advice");
        explanation?.Observe($"{Points} trained inputs", right, Points, model.OutputSize);
        return Math.Clamp(value, 0, 1);
    }

    // By its bits: what is counted for the ledger alone costs no FLOPs.
    private static bool IsPositive(float margin) => BitConverter.SingleToInt32Bits(margin) > 0;
}
