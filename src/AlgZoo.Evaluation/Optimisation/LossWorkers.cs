namespace AlgZoo.Evaluation;

/// <summary>Threads that score initialisations, each with a loss of its own.</summary>
internal sealed class LossWorkers : IDisposable
{
    private readonly InitialLaw _law;
    private readonly ThreadLocal<Worker> _workers;
    private readonly ParallelOptions _parallel;
    private long _evaluations;

    /// <summary>Prepares threads.</summary>
    /// <param name="law">The law of the initial weights.</param>
    /// <param name="createLoss">Makes a loss for a thread.</param>
    /// <param name="threads">Threads; 0 for one per processor.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public LossWorkers(InitialLaw law, Func<IInitialLoss> createLoss, int threads, CancellationToken cancellationToken)
    {
        _law = law;
        _workers = new(() => new(createLoss(), new double[law.Count]));
        _parallel = new() { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads, CancellationToken = cancellationToken };
    }

    /// <summary>Initialisations scored so far.</summary>
    public long Evaluations => _evaluations;

    public void Dispose() => _workers.Dispose();

    /// <summary>Draws initialisations.</summary>
    /// <param name="population">Receives them.</param>
    /// <param name="address">Each is drawn from a child of this address.</param>
    public void Draw(Population population, RandomAddress address)
    {
        Parallel.For(0, population.Count, _parallel, particle =>
        {
            var weights = population.WeightsOf(particle);
            _law.Draw(new RandomStream(address.Child((ulong)particle)), weights);
            population.Losses[particle] = _workers.Value!.Loss.Of(weights);
        });
        _evaluations += population.Count;
    }

    /// <summary>Moves initialisations as the law restricted to a level allows: a proposal that does not meet the level is not accepted.</summary>
    /// <param name="population">The initialisations; all of them meet the level.</param>
    /// <param name="step">The level, the number of moves and their step.</param>
    /// <param name="address">Each moves by random numbers from a child of this address.</param>
    /// <returns>Share of the moves that were accepted.</returns>
    public double Move(Population population, SplittingStep step, RandomAddress address)
    {
        long accepted = 0;
        Parallel.For(0, population.Count, _parallel, particle =>
        {
            int moves = Move(population, particle, step, new RandomStream(address.Child((ulong)particle)));
            Interlocked.Add(ref accepted, moves);
        });
        long proposals = (long)population.Count * step.Moves;
        _evaluations += proposals;
        return (double)accepted / proposals;
    }

    /// <summary>Counts random initialisations that meet a level.</summary>
    /// <param name="count">How many to draw.</param>
    /// <param name="loss">The level.</param>
    /// <param name="address">Address of the random streams.</param>
    /// <returns>How many have a loss of at most the level.</returns>
    public long CountAtMost(long count, double loss, RandomAddress address)
    {
        const int BlockSize = 256;
        long total = 0;
        Parallel.For(0, ((count - 1) / BlockSize) + 1, _parallel, block =>
        {
            var worker = _workers.Value!;
            var random = new RandomStream(address.Child((ulong)block));
            int hits = 0;
            for (long i = block * BlockSize; i < Math.Min(count, (block + 1) * BlockSize); i++)
            {
                _law.Draw(random, worker.Proposal);
                hits += worker.Loss.Of(worker.Proposal) <= loss ? 1 : 0;
            }

            Interlocked.Add(ref total, hits);
        });
        return total;
    }

    private int Move(Population population, int particle, SplittingStep step, RandomStream random)
    {
        var worker = _workers.Value!;
        var weights = population.WeightsOf(particle);
        int accepted = 0;
        for (int move = 0; move < step.Moves; move++)
        {
            _law.Propose(random, step.Step, weights, worker.Proposal);
            double loss = worker.Loss.Of(worker.Proposal);
            if (loss <= step.Loss)
            {
                worker.Proposal.CopyTo(weights);
                population.Losses[particle] = loss;
                accepted++;
            }
        }

        return accepted;
    }

    private sealed record Worker(IInitialLoss Loss, double[] Proposal);
}
