using System.Globalization;
using System.Net;
using System.Text;
using Polly;
using Polly.Retry;

namespace AlgZoo.Zoo;

/// <summary>The server of the original zoo, or a mirror of it. Whatever it sends is checked to be the model that was asked for.</summary>
/// <param name="baseAddress">What the addresses of the files are below; ends with a slash.</param>
internal sealed class ZooServer(Uri baseAddress) : IDisposable
{
    private const int MostRedirects = 5;

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        // Those from https to http are never followed.
        MaxAutomaticRedirections = MostRedirects,
        UseProxy = !baseAddress.IsLoopback,
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "algzoo-framework" } },
    };

    public Uri BaseAddress => baseAddress;

    /// <summary>Downloads a file.</summary>
    /// <returns>The content, a model of the right task and size.</returns>
    /// <exception cref="DownloadException">The file cannot be had, after as many attempts as are worth while; the message begins with its address.</exception>
    public async Task<byte[]> DownloadAsync(OriginalFile file, DownloadPatience patience, CancellationToken cancellationToken)
    {
        var address = new Uri(baseAddress, file.Address);
        try
        {
            byte[] content = await Pipeline(patience).ExecuteAsync(async token => await AttemptAsync(address, patience.AttemptTimeout, token), cancellationToken);
            EnsureIsContent(file, content);
            return content;
        }
        catch (DownloadException exception)
        {
            throw new DownloadException(exception.Fault, $"{address}: {exception.Message}", exception);
        }
    }

    public void Dispose() => _client.Dispose();

    private static void EnsureIsContent(OriginalFile file, byte[] content)
    {
        try
        {
            file.EnsureIsContent(content);
        }
        catch (InvalidDataException exception)
        {
            bool isArchive = content.AsSpan().StartsWith("PK"u8);
            string opening = isArchive ? "" : $", beginning with {Refusal.Quote(Encoding.ASCII.GetString(content.AsSpan(0, Math.Min(content.Length, 100))))}";
            throw new DownloadException(DownloadFault.Final, $"the server sent something else{opening}: {exception.Message}", exception);
        }
    }

    private static ResiliencePipeline Pipeline(DownloadPatience patience) => patience.Attempts == 1 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = patience.Attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = patience.FirstDelay,
            MaxDelay = patience.LongestDelay,
            ShouldHandle = new PredicateBuilder().Handle<DownloadException>(patience.Retries),
            DelayGenerator = attempt => ValueTask.FromResult(((DownloadException)attempt.Outcome.Exception!).RetryAfter),
        })
        .Build();

    private async Task<byte[]> AttemptAsync(Uri address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(timeout);
        bool isAnswered = false;
        try
        {
            using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limited.Token);
            isAnswered = true;
            EnsureSuccess(response);
            return await ReadAsync(response.Content, limited.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"the server did not {(isAnswered ? "send all of the file" : "answer")} within {timeout.TotalSeconds:0.#} s");
            throw new DownloadException(isAnswered ? DownloadFault.Passing : DownloadFault.Unreachable, message, exception);
        }
        catch (HttpRequestException exception)
        {
            throw exception.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError =>
                    new DownloadException(DownloadFault.Unreachable, $"the server cannot be reached ({OneLine(exception)})", exception),
                HttpRequestError.SecureConnectionError => new DownloadException(DownloadFault.Final, $"no secure connection can be made ({OneLine(exception.GetBaseException())})", exception),
                _ => BrokeOff(exception),
            };
        }
        catch (IOException exception)
        {
            throw BrokeOff(exception);
        }
    }

    private static void EnsureSuccess(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return;
        }

        int code = (int)response.StatusCode;
        string status = string.Create(CultureInfo.InvariantCulture, $"the server answered {code} {response.ReasonPhrase}").TrimEnd();
        throw code switch
        {
            404 or 410 => new DownloadException(DownloadFault.Final, $"there is no such file on the server ({code.ToString(CultureInfo.InvariantCulture)})"),
            408 or 429 or >= 500 => new DownloadException(DownloadFault.Passing, status) { RetryAfter = RetryAfter(response) },
            >= 300 and < 400 => new DownloadException(DownloadFault.Final, $"{status} to {response.Headers.Location}, which is not followed: more than {MostRedirects} redirects, or from https to http"),
            _ => new DownloadException(DownloadFault.Final, status),
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - TimeProvider.System.GetUtcNow() is var delta => delta > TimeSpan.Zero ? delta : TimeSpan.Zero,
        _ => null,
    };

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        if (content.Headers.ContentLength > FileLimits.FileBytes)
        {
            throw TooLarge();
        }

        // A body that ends before its announced length is an IOException of the stream.
        using var stream = await content.ReadAsStreamAsync(cancellationToken);
        byte[] chunk = new byte[1 << 14];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > FileLimits.FileBytes)
            {
                throw TooLarge();
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static DownloadException BrokeOff(Exception exception) => new(DownloadFault.Passing, $"the connection broke off ({OneLine(exception.GetBaseException())})", exception);

    private static DownloadException TooLarge() =>
        new(DownloadFault.Final, $"the server's file is larger than {FileLimits.FileBytes >> 20} MiB, while models of this kind have a few kilobytes");

    private static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
