namespace AlgZoo.Evaluation.Tests.Running;

/// <summary>Runs cells by a function.</summary>
internal sealed class DelegateExecutor(Func<CellRequest, CancellationToken, CellResult> execute, Func<AdviceJob, AdviceResult>? prepare = null) : ICellExecutor
{
    public string Isolation => "none";

    /// <summary>Answers with a number that only the cell's own stream decides, as a sampling estimator does.</summary>
    public static CellResult Random(CellRequest request, CancellationToken cancellationToken) =>
        Completed(new RandomStream(request.Random).NextDouble(), request.Budget);

    public static CellResult Completed(double value, long flops) => new(Outcome.Completed, new Estimate(value), ComputeReport.Nothing with { Flops = flops }, 0.25, null, [], []);

    public CellResult Execute(CellRequest request, CancellationToken cancellationToken) => execute(request, cancellationToken);

    public AdviceResult Prepare(AdviceJob request, CancellationToken cancellationToken) => prepare!(request);
}
