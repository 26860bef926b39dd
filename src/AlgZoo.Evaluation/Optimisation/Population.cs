namespace AlgZoo.Evaluation;

/// <summary>Initialisations with their losses, in islands that do not mix: one for each repetition of the splitting.</summary>
/// <param name="islands">Number of islands.</param>
/// <param name="size">Initialisations on each.</param>
/// <param name="parameters">Parameters P of each.</param>
internal sealed class Population(int islands, int size, int parameters)
{
    private readonly double[] _weights = new double[islands * size * parameters];
    private readonly int[] _ancestors = [.. Enumerable.Range(0, islands * size)];

    /// <summary>Number of islands.</summary>
    public int Islands => islands;

    /// <summary>Number of initialisations on each.</summary>
    public int Size => size;

    /// <summary>Number of initialisations on all islands.</summary>
    public int Count => Losses.Length;

    /// <summary>Shape [islands, size].</summary>
    public double[] Losses { get; } = new double[islands * size];

    /// <summary>The weights of one.</summary>
    public Span<double> WeightsOf(int particle) => _weights.AsSpan(particle * parameters, parameters);

    /// <summary>The losses on one island.</summary>
    public ReadOnlySpan<double> LossesOn(int island) => Losses.AsSpan(island * size, size);

    /// <summary>Number of those on an island whose loss is at most the given.</summary>
    public int Survivors(int island, double loss)
    {
        int count = 0;
        foreach (double value in LossesOn(island))
        {
            count += value <= loss ? 1 : 0;
        }

        return count;
    }

    /// <summary>Number of initialisations of the start that have descendants on an island.</summary>
    public int Ancestors(int island) => _ancestors.AsSpan(island * size, size).ToArray().Distinct().Count();

    /// <summary>
    /// Puts copies of survivors in the place of the others. Every survivor has the same number of copies but for one more or less, and chance decides which has more, so that each has the same expected number.
    /// </summary>
    /// <param name="island">The island; it has survivors.</param>
    /// <param name="loss">Survivors have a loss of at most this.</param>
    /// <param name="random">The random numbers.</param>
    public void Select(int island, double loss, RandomStream random)
    {
        int first = island * size;
        int[] survivors = [.. Enumerable.Range(first, size).Where(particle => Losses[particle] <= loss)];
        Shuffle(survivors, random);
        int next = 0;
        for (int particle = first; particle < first + size; particle++)
        {
            if (Losses[particle] > loss)
            {
                int source = survivors[next++ % survivors.Length];
                WeightsOf(source).CopyTo(WeightsOf(particle));
                Losses[particle] = Losses[source];
                _ancestors[particle] = _ancestors[source];
            }
        }
    }

    private static void Shuffle(int[] values, RandomStream random)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = random.NextInt32(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
