using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>The mean score over the cells that the budget buys.</summary>
internal static class CellSum
{
    /// <summary>Cells taken where the budget would buy more.</summary>
    public const int MaximumCells = 1 << 16;

    // A cell of a trained model costs a quarter of its upper bound: six neurons in ten are active, four rivals in ten matter.
    private const int BoundOverTypical = 4;

    // The division at the end.
    private const int EstimateFlops = 1;

    // The power in Refinement and what surrounds it, the square of the screening.
    private const int PlanFlops = WorkCount.Transcendental + 8;

    /// <summary>Whether the model and the task are covered and the budget buys a cell.</summary>
    public static bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Model is ReluRnn model
            && problem.Quantity != Quantity.CrossEntropy
            && AnswerRanks.Of(problem.Task, model.SequenceLength) is { } answer
            && RankBox.Dimensions(Refinement.MaximumExplicitRanks(answer, model.SequenceLength)) <= SobolSequence.MaximumDimension
            && PlanFlops + RatioStrata.Flops(Refinement.Coarsest(answer, model.SequenceLength)) + CoarseCellFlops(model, answer, problem.Quantity) + EstimateFlops <= problem.Meter.Remaining;
    }

    /// <summary>Goes through the cells until the next one might not fit into the budget.</summary>
    public static Estimate Estimate(EstimationProblem problem, bool withHigherCumulants, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = (ReluRnn)problem.Model;
        var answer = AnswerRanks.Of(problem.Task, model.SequenceLength)
            ?? throw new ArgumentException($"The task {problem.Task.Name} does not ask for ranks at length {model.SequenceLength}; ask Supports first.", nameof(problem));
        var refinement = Plan(problem, model, answer);
        var work = new WorkCount();
        var box = new RankBox(model.SequenceLength, answer, refinement, work);
        var score = new CellScore(model, box, answer, refinement.Screening, withHigherCumulants, work);
        long affordable = problem.Meter.Remaining - PlanFlops - EstimateFlops;
        double sum = 0;
        int cells = 0;
        while (cells < MaximumCells && RunFlops(model, refinement) <= affordable - work.Flops && score.Next(problem.Quantity, affordable - work.Flops) is { } value)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum += value;
            work.Add(1);
            cells++;
        }

        return new Estimate(sum / cells);
    }

    private static Refinement Plan(EstimationProblem problem, ReluRnn model, AnswerRanks answer)
    {
        long cells = problem.Meter.Remaining / (CoarseCellFlops(model, answer, problem.Quantity) / BoundOverTypical);
        return Refinement.For(answer, model.SequenceLength, (int)Math.Clamp(cells, 1, MaximumCells));
    }

    private static long CoarseCellFlops(ReluRnn model, AnswerRanks answer, Quantity quantity) => CellFlops(model, Refinement.Coarsest(answer, model.SequenceLength), quantity);

    // What a cell costs before it is known how many neurons are active.
    private static long RunFlops(ReluRnn model, Refinement refinement) => RankBox.Flops(refinement.ExplicitRanks) + LinearisedNetwork.RunFlops(model) + 1;

    // One more for the sum of the scores.
    private static long CellFlops(ReluRnn model, Refinement refinement, Quantity quantity) =>
        RankBox.Flops(refinement.ExplicitRanks) + CellScore.Flops(model, refinement.ExplicitRanks, quantity) + 1;
}
