using System.Runtime.Loader;
using MathNet.Numerics;

namespace AlgZoo.Fixtures;

[Estimator("private-mathnet", Summary = "1 if its MathNet.Numerics is its own, 0 if it is shared")]
public sealed class OwnMathNet : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        Control.MaxDegreeOfParallelism = 1;
        bool isOwn = AssemblyLoadContext.GetLoadContext(typeof(Control).Assembly) == AssemblyLoadContext.GetLoadContext(typeof(OwnMathNet).Assembly);
        return new Estimate(isOwn ? 1 : 0);
    }
}
