using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// The cumulants of the inputs within a cell of rank order and gaps, carried through the network as it is linear around the centre of the cell, and the score read off the joint law of the leads. The cells are as
/// many and as fine as the budget allows. Deductive: no random number.
/// </summary>
/// <remarks>
/// Options: <c>order</c>, the highest cumulant of a lead that counts, 2 (a Gaussian law), 3 or 4 (its Edgeworth series); <c>l</c>, the number of explicit ranks, and <c>levels</c>, the strata of a gap
/// next to the answer, both 0 for what suits the budget.
/// </remarks>
[Estimator(
    "cumulant-propagation",
    Kind = EstimatorKind.Deductive,
    Summary = "Cumulants of rank and gap cells through the network, linear around each cell's centre.",
    Reference = "Mendell and Elston (1974) for the read-out; Edgeworth (1905) for orders 3 and 4.")]
public sealed class CumulantPropagation : IMechanisticEstimator
{
    // Cells taken where the budget would buy more.
    private const int MaximumCells = 1 << 16;

    // A cell of a trained model costs a quarter of its upper bound: seven neurons in ten are active, four rivals in ten matter.
    private const int BoundOverTypical = 4;

    // The division at the end.
    private const int EstimateFlops = 1;

    // The power in Refinement and what surrounds it, the square of the screening.
    private const int PlanFlops = WorkCount.Transcendental + 8;

    private readonly int _order;
    private readonly int _explicitRanks;
    private readonly int _levels;

    /// <summary>Creates the estimator with its options.</summary>
    /// <param name="options">The options.</param>
    public CumulantPropagation(EstimatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _order = options.WholeNumber("order", defaultValue: 2, minimum: 2, maximum: 4);
        _explicitRanks = options.WholeNumber("l", defaultValue: 0, minimum: 0, maximum: RankBox.MaximumExplicitRanks);
        _levels = options.WholeNumber("levels", defaultValue: 0, minimum: 0, maximum: 1024);
    }

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Model is ReluRnn model
            && problem.Quantity != Quantity.CrossEntropy
            && AnswerRanks.Of(problem.Task, model.SequenceLength) is { } answer
            && Refinement.MaximumExplicitRanks(answer, model.SequenceLength) <= RankBox.MaximumExplicitRanks
            && Plan(problem, model, answer) is var refinement
            && PlanFlops + RatioStrata.Flops(refinement) + CellFlops(model, refinement, problem.Quantity) + EstimateFlops <= problem.Meter.Remaining;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = (ReluRnn)problem.Model;
        var answer = AnswerRanks.Of(problem.Task, model.SequenceLength)
            ?? throw new ArgumentException($"The task {problem.Task.Name} does not ask for ranks at length {model.SequenceLength}; ask Supports first.", nameof(problem));
        var refinement = Plan(problem, model, answer);
        var work = new WorkCount();
        var box = new RankBox(model.SequenceLength, answer, refinement, work);
        var score = new CellScore(model, box, answer, refinement.Screening, _order, work);
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

        if (problem.Quantity == Quantity.Accuracy)
        {
            problem.Explanation.NoteFree("presumes the network linear and the leads Gaussian throughout a cell");
            problem.Explanation.Observe($"{cells} cells of rank orders and values, each by its linear map", sum, cells, problem.Model.OutputSize);
        }

        return new Estimate(sum / cells);
    }

    private Refinement Plan(EstimationProblem problem, ReluRnn model, AnswerRanks answer)
    {
        var coarsest = Refinement.For(answer, model.SequenceLength, cells: 1);
        long cells = problem.Meter.Remaining / (CellFlops(model, coarsest, problem.Quantity) / BoundOverTypical);
        return Refinement.For(answer, model.SequenceLength, (int)Math.Clamp(cells, 1, MaximumCells)).With(answer, model.SequenceLength, _explicitRanks, _levels);
    }

    // The cost of a cell before it is known how many neurons are active.
    private static long RunFlops(ReluRnn model, Refinement refinement) => RankBox.Flops(refinement.ExplicitRanks) + LinearisedNetwork.RunFlops(model) + 1;

    // An upper bound; one for the sum of the scores.
    private static long CellFlops(ReluRnn model, Refinement refinement, Quantity quantity) =>
        RankBox.Flops(refinement.ExplicitRanks) + CellScore.Flops(model, refinement.ExplicitRanks, quantity) + 1;
}
