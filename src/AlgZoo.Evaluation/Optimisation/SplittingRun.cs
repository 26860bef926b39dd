namespace AlgZoo.Evaluation;

/// <summary>Estimates of P(loss of a random initialisation at most the last level of a plan), one from each island, independent and unbiased: products of the shares that survive.</summary>
internal sealed class SplittingRun
{
    private readonly LossWorkers _workers;
    private readonly SplittingPlan _plan;
    private readonly RandomAddress _address;
    private readonly List<LevelPassed> _levels = [];

    // Shape [islands]: the estimates so far; 0 where an island died out.
    private readonly double[] _probabilities;

    /// <summary>Prepares the islands.</summary>
    /// <param name="workers">Threads.</param>
    /// <param name="plan">The levels.</param>
    /// <param name="islands">Number of islands.</param>
    /// <param name="size">Initialisations on each.</param>
    /// <param name="parameters">Parameters P of each.</param>
    /// <param name="address">Address of all random numbers.</param>
    public SplittingRun(LossWorkers workers, SplittingPlan plan, int islands, int size, int parameters, RandomAddress address)
    {
        _workers = workers;
        _plan = plan;
        _address = address;
        Population = new(islands, size, parameters);
        _probabilities = new double[islands];
        Array.Fill(_probabilities, 1);
    }

    /// <summary>The initialisations; after the run, those of every island that has not died out meet the last level.</summary>
    public Population Population { get; }

    /// <summary>What was seen at each level, all islands together.</summary>
    public IReadOnlyList<LevelPassed> Levels => _levels;

    /// <summary>Goes through the levels.</summary>
    /// <param name="progress">Receives the share of the levels done.</param>
    public void Go(Action<double> progress)
    {
        _workers.Draw(Population, _address.Child("initial weights"));
        for (int k = 0; k < _plan.Steps.Count; k++)
        {
            var step = _plan.Steps[k];
            var here = _address.Child((ulong)k);
            for (int island = 0; island < Population.Islands; island++)
            {
                Pass(island, step.Loss, new RandomStream(here.Child("selection").Child((ulong)island)));
            }

            double acceptance = step.Moves > 0 ? _workers.Move(Population, step, here.Child("moves")) : double.NaN;
            _levels.Add(new(step.Loss, ProbabilityEstimate.Of(_probabilities), acceptance, Enumerable.Range(0, Population.Islands).Average(Ancestors)));
            progress((k + 1.0) / _plan.Steps.Count);
        }
    }

    private void Pass(int island, double loss, RandomStream random)
    {
        int survivors = Population.Survivors(island, loss);
        _probabilities[island] *= (double)survivors / Population.Size;
        if (survivors > 0)
        {
            Population.Select(island, loss, random);
        }
    }

    private double Ancestors(int island) => _probabilities[island] > 0 ? Population.Ancestors(island) : 0;
}

/// <summary>What was seen at one level.</summary>
/// <param name="Loss">The level.</param>
/// <param name="Probability">P(loss of a random initialisation at most the level).</param>
/// <param name="Acceptance">Share of the moves that were accepted; not a number where none was made.</param>
/// <param name="Ancestors">Number of initialisations of the start that have descendants, mean over the islands.</param>
internal sealed record LevelPassed(double Loss, ProbabilityEstimate Probability, double Acceptance, double Ancestors);
