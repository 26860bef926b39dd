namespace AlgZoo.Plugins;

/// <summary>How finely the inputs are divided into cells: coarser where the budget buys few.</summary>
/// <param name="Cells">About how many cells there will be.</param>
/// <param name="ExplicitRanks">l: the values of so many of the highest ranks are given within a cell, the other inputs are random below them.</param>
/// <param name="Levels">Strata of the ratio that makes a gap next to the answer.</param>
/// <param name="OuterLevels">Strata of the other ratios.</param>
/// <param name="Screening">A rival is left out where its lead is larger than so many of its typical deviations.</param>
internal sealed record Refinement(int Cells, int ExplicitRanks, int Levels, int OuterLevels, double Screening)
{
    private const double LeastScreening = 4;

    /// <summary>The most explicit ranks of any refinement.</summary>
    public static int MaximumExplicitRanks(AnswerRanks answer, int sequenceLength) => ExplicitRanksFor(answer, sequenceLength, below: 4);

    /// <summary>The refinement for a single cell.</summary>
    public static Refinement Coarsest(AnswerRanks answer, int sequenceLength) => new(1, ExplicitRanksFor(answer, sequenceLength, below: 1), 1, 1, LeastScreening);

    /// <summary>The refinement for a number of cells.</summary>
    /// <param name="answer">The ranks of the answer.</param>
    /// <param name="sequenceLength">Sequence length n.</param>
    /// <param name="cells">About how many cells there will be.</param>
    public static Refinement For(AnswerRanks answer, int sequenceLength, int cells)
    {
        int below = cells < 28 ? 1 : cells < 512 ? 2 : cells < 4096 ? 3 : 4;
        int levels = cells < 28 ? 1 : cells < 44 ? 2 : cells < 256 ? 4 : cells < 1024 ? 8 : cells < 4096 ? 16 : 32;
        double screening = LeastScreening * Math.Pow(Math.Max(1, cells / 64.0), 0.2);
        return new Refinement(cells, ExplicitRanksFor(answer, sequenceLength, below), levels, Math.Max(1, levels / 2), screening);
    }

    private static int ExplicitRanksFor(AnswerRanks answer, int sequenceLength, int below) => Math.Min(sequenceLength, answer.Last + 1 + below);
}
