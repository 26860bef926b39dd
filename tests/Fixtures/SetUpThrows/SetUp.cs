using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Fixtures;

public sealed class SetUp : IEstimatorPlugin
{
    public void ConfigureServices(IServiceCollection services, PluginContext context) => throw new InvalidOperationException("The licence server is asleep.");
}

[Estimator("set-up-throws")]
public sealed class NeverCreated : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);
}
