namespace AlgZoo.Plugins;

/// <summary>The lead of one logit over another where their inputs are equal, and how fast it changes across. Silent neurons are skipped.</summary>
/// <param name="network">The network.</param>
internal sealed class BoundaryLead(StandardNetwork network)
{
    /// <summary>Coordinates of the unit vector from input b to input a: this at a, its negative at b.</summary>
    public const double RootHalf = 0.70710678118654752;

    private readonly int[][] _active = [.. Enumerable.Range(0, StandardNetwork.Length).Select(_ => new int[network.HiddenSize])];
    private readonly int[] _activeCounts = new int[StandardNetwork.Length];
    private double[] _values = new double[network.HiddenSize];
    private double[] _next = new double[network.HiddenSize];

    /// <summary>Logit a less logit b at an input.</summary>
    public double Lead(ReadOnlySpan<double> x, int a, int b)
    {
        for (int step = 0; step < StandardNetwork.Length; step++)
        {
            int count = 0;
            for (int i = 0; i < network.HiddenSize; i++)
            {
                double sum = PreActivation(step, i, x[step]);
                if (sum > 0)
                {
                    _active[step][count++] = i;
                    _next[i] = sum;
                }
            }

            _activeCounts[step] = count;
            (_values, _next) = (_next, _values);
        }

        return ReadOut(a, b);
    }

    /// <summary>The absolute derivative of the lead along the unit vector from x_b to x_a, at the input of the last call of <see cref="Lead"/>.</summary>
    public double Slope(int a, int b)
    {
        for (int step = 0; step < StandardNetwork.Length; step++)
        {
            double across = step == a ? RootHalf : step == b ? -RootHalf : 0;
            foreach (int i in Active(step))
            {
                _next[i] = PreActivation(step, i, across);
            }

            (_values, _next) = (_next, _values);
        }

        return Math.Abs(ReadOut(a, b));
    }

    private double PreActivation(int step, int neuron, double input)
    {
        double sum = network.Input[neuron] * input;
        if (step > 0)
        {
            var row = network.Recurrent.AsSpan(neuron * network.HiddenSize, network.HiddenSize);
            foreach (int j in Active(step - 1))
            {
                sum += row[j] * _values[j];
            }
        }

        return sum;
    }

    private double ReadOut(int a, int b)
    {
        int d = network.HiddenSize;
        double sum = 0;
        foreach (int j in Active(StandardNetwork.Length - 1))
        {
            sum += (network.Output[(a * d) + j] - network.Output[(b * d) + j]) * _values[j];
        }

        return sum;
    }

    private ReadOnlySpan<int> Active(int step) => _active[step].AsSpan(0, _activeCounts[step]);
}
