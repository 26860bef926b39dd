namespace AlgZoo.Plugins;

/// <summary>What the bounds cost, from above.</summary>
internal static class BoundFlops
{
    // Mass, longest side, midpoint, sums of masses, share of undecided cones and their part in the estimate.
    private const long Geometry = 120;

    /// <summary>Preparation: magnitudes, errors and margins of the weights.</summary>
    public static long Setup(ReluRnn model)
    {
        long d = model.HiddenSize;
        long n = model.SequenceLength;
        return (d * d) + (2 * d) + (2 * n * n * d) + 100;
    }

    /// <summary>A weighted sum over linear and loose neurons: values on n edges and the error; for loose ones two values each and the weight's sign.</summary>
    public static long Row(int length, int linear, int loose) => (linear * ((2L * length) + 2)) + (loose * ((4L * length) + 3));

    /// <summary>Any neuron: its input, its error and the upper range of its pre-activation.</summary>
    public static long Neuron(int length) => (3L * length) + 2;

    /// <summary>A linear one besides: the lower range, and its largest value.</summary>
    public static long LinearNeuron(int length) => (4L * length) + 1;

    /// <summary>A loose one besides: the same for two bounds, and their rectification.</summary>
    public static long LooseNeuron(int length) => (8L * length) + 2;

    /// <summary>A cone besides its sums: n neurons at every step are counted on their own.</summary>
    public static long Cone(int length) => Geometry + ((length - 1) * ((4L * length) + 20));

    /// <summary>The costliest cone: no neuron is linear.</summary>
    public static long Largest(ReluRnn model)
    {
        int d = model.HiddenSize;
        int n = model.SequenceLength;
        long rows = ((n - 1L) * d) + n - 1;
        return (rows * Row(n, 0, d)) + (n * d * (Neuron(n) + LooseNeuron(n))) + Cone(n);
    }
}
