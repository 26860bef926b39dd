namespace AlgZoo.Evaluation.Tests.Inspection;

/// <summary>Models whose inspection is known, and random ones.</summary>
internal static class InspectionModels
{
    /// <summary>Equal logits: the answer is always 0.</summary>
    public static ReluRnn AlwaysFirst(int n) => ReluRnn.Create(n, [1], [0], new float[n]);

    public static ReluRnn Random(int d, int n, int outputs, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("inspection-models"));
        float[] Draw(int count)
        {
            float[] weights = new float[count];
            random.FillGaussian(weights);
            return weights;
        }

        return ReluRnn.Create(n, Draw(d), Draw(d * d), Draw(outputs * d));
    }

    /// <summary>The states h_1, .., h_n in double precision.</summary>
    public static double[][] States(IReadOnlyList<double> input, IReadOnlyList<double> recurrent, IEnumerable<double> sequence)
    {
        int d = input.Count;
        double[] state = new double[d];
        return [.. sequence.Select(x => state = [.. Enumerable.Range(0, d).Select(i => Math.Max(0, (input[i] * x) + Enumerable.Range(0, d).Sum(j => recurrent[(i * d) + j] * state[j])))])];
    }

    public static double[] Doubles(ReadOnlySpan<float> values) => [.. values.ToArray().Select(value => (double)value)];
}
