using AlgZoo.Evaluation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AlgZoo.Hosting.Tests;

public sealed class AddAlgZooTests
{
    [Test]
    public void A_plain_service_collection_runs_an_estimator()
    {
        using var folder = PluginFolder.With("Sound");
        var services = new ServiceCollection().AddAlgZoo(options => Only(options, folder.Root));
        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.That(RunConstant(provider).Estimate?.Value, Is.EqualTo(0.5));
    }

    [Test]
    public async Task A_generic_host_runs_an_estimator()
    {
        using var folder = PluginFolder.With("Sound");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAlgZoo(options => Only(options, folder.Root));
        using var host = builder.Build();
        await host.StartAsync();

        Assert.That(RunConstant(host.Services).Outcome, Is.EqualTo(Outcome.Completed));

        await host.StopAsync();
    }

    [TestCase("", "holds an empty path")]
    [TestCase("/no/such/folder", "'/no/such/folder' in AlgZooOptions.PluginFolders does not exist")]
    public void Invalid_options_stop_the_host_at_start(string folder, string message)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAlgZoo(options => Only(options, folder));
        using var host = builder.Build();

        Assert.That(() => host.StartAsync(), Throws.InstanceOf<OptionsValidationException>().With.Message.Contains(message));
    }

    [Test]
    public void What_was_registered_beforehand_is_kept()
    {
        var executor = new NoExecutor();
        using var provider = new ServiceCollection().AddSingleton<ICellExecutor>(executor).AddAlgZoo().AddAlgZoo().BuildServiceProvider();

        Assert.That(provider.GetRequiredService<ICellExecutor>(), Is.SameAs(executor));
        Assert.That(provider.GetServices<IValidateOptions<AlgZooOptions>>().ToList(), Has.Count.EqualTo(1));
    }

    private static void Only(AlgZooOptions options, string folder)
    {
        options.SearchUsualFolders = false;
        options.PluginFolders.Add(folder);
    }

    private static CellResult RunConstant(IServiceProvider provider)
    {
        Assert.That(provider.GetRequiredService<PluginCatalog>().TryFind("sound-constant", out var estimator), Is.True);
        return provider.GetRequiredService<ICellExecutor>().Execute(
            new CellRequest(estimator!, Bench.Model, SequenceTask.SecondArgmax, Quantity.Accuracy, 1000, RandomAddress.Root(1), Advice: null, TimeLimit: null), CancellationToken.None);
    }

    private sealed class NoExecutor : ICellExecutor
    {
        public string Isolation => "none";

        public CellResult Execute(CellRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public AdviceResult Prepare(AdviceJob request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
