namespace AlgZoo.Conformance;

/// <summary>A check of one estimator.</summary>
internal abstract class EstimatorCheck(ConformanceCheck description, params IReadOnlyList<string> prerequisites)
{
    /// <summary>Every check, in the order in which they run.</summary>
    public static IReadOnlyList<EstimatorCheck> All { get; } =
    [
        new ConstructionCheck(),
        new SupportsCheck(),
        new CompletesCheck(),
        new DeterminismCheck(),
        new SeedsCheck(),
        new KindCheck(),
        new BudgetCheck(),
        new CancellationCheck(),
        new PermutationCheck(),
        new RescalingCheck(),
        new CultureCheck(),
        new DirectoryCheck(),
        new ClockCheck(),
        new TruthCheck(),
        new MeteringCheck(),
        new EdgeCasesCheck(),
        new AdviceCheck(),
    ];

    public ConformanceCheck Description { get; } = description;

    /// <summary>Ids of the checks whose failure leaves nothing for this one to see.</summary>
    public IReadOnlyList<string> Prerequisites { get; } = prerequisites;

    public static EstimatorCheck Of(ConformanceCheck description) => All.First(check => check.Description == description);

    public abstract Finding Examine(Subject subject, CancellationToken cancellationToken);
}
