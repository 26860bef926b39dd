using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Fixtures;

public sealed class SetUp : IEstimatorPlugin
{
    public void ConfigureServices(IServiceCollection services, PluginContext context) => Environment.FailFast("Not even started.");
}

[Estimator("hostile-set-up")]
public sealed class NeverCreated : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5);
}
