using System.Collections.Concurrent;
using System.Net;
using AlgZoo.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Tests.Loopback;

/// <summary>A real HTTP server on this machine that stands for the original zoo: what a path answers can be set, everything else is a 404.</summary>
internal sealed class ZooHost : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, int, Task>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private readonly WebApplication _application;

    private ZooHost(WebApplication application) => _application = application;

    /// <summary>What the zoo's files are below, as AlgZoo's bucket has it.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>All requests so far.</summary>
    public int Requests => _requests.Values.Sum();

    public static async Task<ZooHost> StartAsync(System.Security.Cryptography.X509Certificates.X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            if (certificate is not null)
            {
                endpoint.UseHttps(certificate);
            }
        }));
        var host = new ZooHost(builder.Build());
        host._application.Run(host.AnswerAsync);
        await host._application.StartAsync();
        var addresses = host._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        host.BaseAddress = new Uri(addresses.Single() + "/arc/alg/");
        return host;
    }

    /// <summary>Requests so far for a path below the base address.</summary>
    public int RequestsFor(string path) => _requests.GetValueOrDefault(path);

    /// <summary>Sets what a path below the base address answers; the number of the request, from 0, is given.</summary>
    public void Answer(string path, Func<HttpContext, int, Task> answer) => _answers[path] = answer;

    /// <summary>Serves a content under a path.</summary>
    public void Serve(string path, byte[] content) => Answer(path, (context, _) => SendAsync(context, content));

    /// <summary>Serves AlgZoo's three files that are at hand, under their places in the bucket; ignores the running test where they are absent.</summary>
    public void ServeOriginals()
    {
        Serve("one_layer_16_hidden_94_acc_2nd_argmax.pth", File.ReadAllBytes(OriginalModels.Path("algzoo_rnn_blog.pth")));
        Serve("zoo/2nd_argmax_2_2_1073741824_2.pth", File.ReadAllBytes(OriginalModels.Path("algzoo_rnn_small.pth")));
        Serve("zoo/longest_cycle_2_3_1073741824_0.pth", File.ReadAllBytes(OriginalModels.Path("algzoo_transformer_small.pth")));
    }

    public static async Task SendAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content);
    }

    /// <summary>Announces a content, sends the first half of it and breaks the connection off.</summary>
    public static async Task SendHalfAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2));
        await context.Response.Body.FlushAsync();
        await Task.Delay(50);
        context.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!.Replace(BaseAddress.AbsolutePath, "", StringComparison.Ordinal);
        int earlier = _requests.AddOrUpdate(path, 1, (_, count) => count + 1) - 1;
        if (_answers.TryGetValue(path, out var answer))
        {
            await answer(context, earlier);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("<Error><Code>NoSuchKey</Code></Error>");
        }
    }
}
