namespace AlgZoo.Evaluation;

/// <summary>
/// Chooses the levels of a splitting, and the moves at each, by one adaptive run: the next level is the quantile that a quarter of the initialisations reach. Where so many share one loss that the quantile
/// is no progress, it is the next smaller loss that was seen (compare Walter 2015, "Rare event simulation and splitting for discontinuous random variables"). The run itself is thrown away: with levels
/// and moves fixed, the estimate of others is unbiased.
/// </summary>
internal sealed class SplittingPilot(LossWorkers workers, RandomAddress address)
{
    private const double Share = 0.25;
    private const double WantedAcceptance = 0.25;
    private const double AcceptedMoves = 10;
    private const int FewestMoves = 12;
    private const int MostMoves = 80;
    private const double SmallestStep = 1e-9;

    /// <summary>Makes a plan.</summary>
    /// <param name="population">An island to use up.</param>
    /// <param name="target">The loss to reach.</param>
    /// <param name="maximumBits">Bits at which to give up.</param>
    /// <param name="progress">Receives the bits so far.</param>
    /// <returns>The plan; the target is its last level, unless the bits ran out or the levels stand still.</returns>
    public SplittingPlan Plan(Population population, double target, double maximumBits, Action<double> progress)
    {
        workers.Draw(population, address.Child("initial weights"));
        List<SplittingStep> steps = [];
        double level = double.PositiveInfinity;
        double step = 1;
        double bits = 0;
        while (bits < maximumBits && NextLevel(population.Losses, level) is { } next)
        {
            level = Math.Max(next, target);
            bits -= Math.Log2((double)population.Survivors(island: 0, level) / population.Count);
            progress(bits);
            var here = address.Child((ulong)steps.Count);
            population.Select(island: 0, level, new RandomStream(here.Child("selection")));
            if (level == target)
            {
                steps.Add(new(target, Moves: 0, step));
                return new(steps, ReachesTarget: true);
            }

            (int moves, step) = Tune(population, level, step, here.Child("moves"));
            steps.Add(new(level, moves, step));
        }

        return new(steps, ReachesTarget: false);
    }

    // Null where no loss was seen that is smaller than the level.
    private static double? NextLevel(double[] losses, double level)
    {
        double[] sorted = [.. losses.Order()];
        double quantile = sorted[(int)(Share * sorted.Length)];
        if (quantile < level)
        {
            return quantile;
        }

        int smaller = sorted.Count(loss => loss < level);
        return smaller == 0 ? null : sorted[smaller - 1];
    }

    // Moves until every initialisation has made enough, and steers the step to the acceptance that is wanted on the way.
    private (int Moves, double Step) Tune(Population population, double level, double step, RandomAddress moves)
    {
        double accepted = 0;
        int round = 0;
        while (round < FewestMoves || (accepted < AcceptedMoves && round < MostMoves))
        {
            double acceptance = workers.Move(population, new(level, Moves: 1, step), moves.Child((ulong)round));
            accepted += acceptance;
            round++;
            step = Math.Clamp(step * Math.Exp(acceptance - WantedAcceptance), SmallestStep, InitialLaw.LargestStep);
        }

        return (round, step);
    }
}
