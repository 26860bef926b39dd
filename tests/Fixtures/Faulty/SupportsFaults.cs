namespace AlgZoo.Fixtures;

/// <summary>Runs the model to find out whether it is worth while.</summary>
[Estimator("faulty-supports", Kind = EstimatorKind.Deductive)]
public sealed class SupportsByRunning : FaultlessDeduction
{
    public override bool Supports(EstimationProblem problem)
    {
        if (!base.Supports(problem) || problem.Budget < problem.Model.ForwardFlops + 1000)
        {
            return false;
        }

        problem.Forward(new float[problem.Model.SequenceLength], new float[problem.Model.OutputSize]);
        return true;
    }
}

/// <summary>Draws a number to warm the generator up.</summary>
[Estimator("faulty-supports-draws", Kind = EstimatorKind.Sampling)]
public sealed class SupportsByDrawing : FaultlessSampling
{
    public override bool Supports(EstimationProblem problem) => problem.Random.NextUInt64() != 0 && base.Supports(problem);
}

/// <summary>Knows one kind of model only.</summary>
[Estimator("faulty-supports-throws", Kind = EstimatorKind.Deductive)]
public sealed class SupportsByCast : FaultlessDeduction
{
    public override bool Supports(EstimationProblem problem) => ((ReluRnn)problem.Model).HiddenSize > 0 && base.Supports(problem);
}

/// <summary>Builds its tables before it answers, every time.</summary>
[Estimator("faulty-supports-slow", Kind = EstimatorKind.Deductive)]
public sealed class SupportsSlowly : FaultlessDeduction
{
    public override bool Supports(EstimationProblem problem)
    {
        Thread.Sleep(80);
        return base.Supports(problem);
    }
}

/// <summary>Declines what it was asked before.</summary>
[Estimator("faulty-supports-changes", Kind = EstimatorKind.Deductive)]
public sealed class SupportsOnce : FaultlessDeduction
{
    private static readonly HashSet<string> Asked = new(StringComparer.Ordinal);

    public override bool Supports(EstimationProblem problem)
    {
        string question = $"{problem.Task.Name} {problem.Quantity} {problem.Budget} {string.Join(' ', problem.Model.Tensors.SelectMany(tensor => tensor.Values.ToArray()))}";
        lock (Asked)
        {
            return Asked.Add(question) && base.Supports(problem);
        }
    }
}
