namespace AlgZoo.Plugins;

/// <summary>How finely the inputs are divided into cells: coarser where the budget buys few.</summary>
/// <param name="Cells">About how many cells there will be.</param>
/// <param name="ExplicitRanks">l: the values of so many of the highest ranks are given within a cell, the other inputs are random below them.</param>
/// <param name="Levels">Strata of the ratio that makes a gap next to the answer.</param>
internal sealed record Refinement(int Cells, int ExplicitRanks, int Levels)
{
    /// <summary>Strata of the other ratios.</summary>
    public int OuterLevels => Math.Max(1, Levels / 2);

    /// <summary>A rival is left out where its lead is larger than so many of its typical deviations.</summary>
    public double Screening => 4 * Math.Pow(Math.Max(1, Cells / 64.0), 0.2);

    /// <summary>The most explicit ranks of any refinement.</summary>
    public static int MaximumExplicitRanks(AnswerRanks answer, int sequenceLength) => ExplicitRanksFor(answer, sequenceLength, below: 4);

    /// <summary>The refinement for a number of cells.</summary>
    /// <param name="answer">The ranks of the answer.</param>
    /// <param name="sequenceLength">Sequence length n.</param>
    /// <param name="cells">About how many cells there will be.</param>
    public static Refinement For(AnswerRanks answer, int sequenceLength, int cells)
    {
        int below = cells < 28 ? 1 : cells < 512 ? 2 : cells < 4096 ? 3 : 4;
        int levels = cells < 28 ? 1 : cells < 44 ? 2 : cells < 256 ? 4 : cells < 1024 ? 8 : cells < 4096 ? 16 : 32;
        return new Refinement(cells, ExplicitRanksFor(answer, sequenceLength, below), levels);
    }

    /// <summary>The same with what a user set; 0 for nothing.</summary>
    public Refinement With(AnswerRanks answer, int sequenceLength, int explicitRanks, int levels) => this with
    {
        ExplicitRanks = explicitRanks == 0 ? ExplicitRanks : Math.Clamp(explicitRanks, answer.Last + 1, sequenceLength),
        Levels = levels == 0 ? Levels : levels,
    };

    private static int ExplicitRanksFor(AnswerRanks answer, int sequenceLength, int below) => Math.Min(sequenceLength, answer.Last + 1 + below);
}
