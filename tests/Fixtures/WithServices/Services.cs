using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Fixtures;

public sealed class Services : IEstimatorPlugin
{
    public void ConfigureServices(IServiceCollection services, PluginContext context) => services.AddSingleton<DataTable>();
}
