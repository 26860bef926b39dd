using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>The law of random initial weights, all independent, and moves that preserve it.</summary>
internal sealed class InitialLaw
{
    /// <summary>Largest step, in bounds of a uniform weight.</summary>
    public const double LargestStep = 2;

    private const int Scales = 5;

    // NaN for a standard Gaussian weight.
    private readonly double[] _bounds;
    private readonly int _sizes;

    /// <summary>The law of a model's parameters.</summary>
    /// <param name="layout">Its tensors.</param>
    public InitialLaw(ParameterLayout layout)
    {
        _bounds = [.. layout.Tensors.SelectMany(tensor => Enumerable.Repeat(tensor.Bound ?? double.NaN, tensor.Count))];
        _sizes = 1 + (int)Math.Ceiling(Math.Log2(_bounds.Length));
    }

    /// <summary>Number of parameters P.</summary>
    public int Count => _bounds.Length;

    /// <summary>Draws initial weights.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="parameters">Shape [P].</param>
    public void Draw(RandomStream random, Span<double> parameters)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = double.IsNaN(_bounds[i]) ? random.NextGaussian() : _bounds[i] * Symmetric(random);
        }
    }

    /// <summary>
    /// Proposes a move from which the law cannot be told from its reverse: of 1, 2, 4, .. or all weights, chosen at random, and of the step given or a half, .. or a 16th of it.
    /// A uniform weight makes a uniform step, reflected at its bounds; a Gaussian one is shrunk and noise added as much as its variance lost.
    /// </summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="step">The largest step, in (0, <see cref="LargestStep"/>].</param>
    /// <param name="from">Shape [P].</param>
    /// <param name="to">Shape [P]: receives the proposal.</param>
    public void Propose(RandomStream random, double step, ReadOnlySpan<double> from, Span<double> to)
    {
        from.CopyTo(to);
        double scale = Math.ScaleB(step, -random.NextInt32(Scales));
        int moves = Math.Min(1 << random.NextInt32(_sizes), _bounds.Length);
        if (moves == _bounds.Length)
        {
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = Moved(random, i, scale, to[i]);
            }

            return;
        }

        for (int move = 0; move < moves; move++)
        {
            int i = random.NextInt32(_bounds.Length);
            to[i] = Moved(random, i, scale, to[i]);
        }
    }

    private double Moved(RandomStream random, int parameter, double scale, double value)
    {
        double bound = _bounds[parameter];
        if (double.IsNaN(bound))
        {
            double share = Math.Min(1, scale);
            return (Math.Sqrt(1 - (share * share)) * value) + (share * random.NextGaussian());
        }

        double moved = value + (bound * scale * Symmetric(random));
        return moved > bound ? (2 * bound) - moved : moved < -bound ? (-2 * bound) - moved : moved;
    }

    private static double Symmetric(RandomStream random) => (2 * random.NextDouble()) - 1;
}
