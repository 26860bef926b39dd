namespace AlgZoo.Zoo;

/// <summary>The original AlgZoo: a folder that caches its files, and the server that they are downloaded from.</summary>
public sealed class OriginalZoo : IDisposable
{
    /// <summary>Where AlgZoo's authors publish it.</summary>
    public const string PublicAddress = "https://storage.googleapis.com/arc-ml-public/alg/";

    private const int ParallelDownloads = 8;

    private readonly OriginalCache _cache;
    private readonly ZooServer? _server;

    /// <summary>Creates the zoo; touches neither folder nor network.</summary>
    /// <param name="folder">The folder that caches files under AlgZoo's names; need not exist.</param>
    /// <param name="baseAddress">The http or https address that the files are below, as <see cref="TryParseAddress"/> gives it; null to do without a network.</param>
    public OriginalZoo(string folder, Uri? baseAddress = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _cache = new OriginalCache(folder);
        _server = baseAddress is null ? null : new ZooServer(baseAddress);
    }

    /// <summary>The folder that caches files.</summary>
    public string Folder => _cache.Folder;

    /// <summary>The address that the files are below; null for none.</summary>
    public Uri? BaseAddress => _server?.BaseAddress;

    /// <summary>Is told of a file that is about to be downloaded because a model is needed; default nobody.</summary>
    public Action<OriginalFile>? Downloading { get; init; }

    internal DownloadPatience OnRequest { get; init; } = DownloadPatience.OnRequest;

    internal DownloadPatience OnTheWay { get; init; } = DownloadPatience.OnTheWay;

    /// <summary>Reads a base address.</summary>
    /// <param name="text">An absolute http or https address without query, with or without a slash at its end.</param>
    /// <param name="address">The address, with a slash at its end.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParseAddress(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? address)
    {
        bool isAddress = Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out address)
            && address.Scheme is "https" or "http" && address.Query.Length == 0 && address.Fragment.Length == 0;
        address = isAddress ? address : null;
        return isAddress;
    }

    /// <summary>What the folder has of the zoo.</summary>
    /// <returns>The files, in the order of <see cref="ZooCatalogue.Files"/>.</returns>
    public IReadOnlyList<CachedOriginal> Cached() => [.. _cache.Files().Select(file =>
    {
        var record = _cache.RecordOf(file);
        return new CachedOriginal(file, new FileInfo(_cache.PathOf(file)).Length, record?.Sha256, record?.Recorded);
    })];

    /// <summary>Checks a cached file: it must be what was recorded when it was first used. One of which nothing is recorded must be the model that its name says, and is recorded.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ModelFileException">The file cannot be read, or is not what it was or should be.</exception>
    public void Verify(OriginalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _cache.Read(file);
    }

    /// <summary>Downloads the files that are not in the folder, or are damaged there, eight at a time. A server that cannot be reached ends it.</summary>
    /// <param name="files">The files.</param>
    /// <param name="force">Whether to download those that are there too, and to take contents that differ from what was recorded when they were first used.</param>
    /// <param name="observer">Is told of each file when it is done, one at a time; null for nobody.</param>
    /// <param name="cancellationToken">Stops the downloads; files that are there by then stay.</param>
    /// <returns>What became of each file, in the order given.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="InvalidOperationException">There is no base address.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public async Task<IReadOnlyList<PulledOriginal>> PullAsync(
        IReadOnlyCollection<OriginalFile> files, bool force = false, Action<PulledOriginal>? observer = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var server = _server ?? throw new InvalidOperationException("There is no base address to download from.");
        var pulled = new PulledOriginal[files.Count];
        var observing = new Lock();
        string? obstacle = null;
        await Parallel.ForEachAsync(files.Index(), new ParallelOptions { MaxDegreeOfParallelism = ParallelDownloads, CancellationToken = cancellationToken }, async (entry, token) =>
        {
            var result = obstacle is null ? await PullAsync(server, entry.Item, force, token) : new PulledOriginal(entry.Item, PullOutcome.NotTried, Bytes: 0, obstacle);
            lock (observing)
            {
                obstacle ??= result.Outcome == PullOutcome.Unreachable ? result.Problem : null;
                pulled[entry.Index] = result;
                observer?.Invoke(result);
            }
        });
        return pulled;
    }

    /// <summary>Tries, once, whether the server can be reached and has the zoo: downloads the M16,10 of the article, three kilobytes, and keeps nothing.</summary>
    /// <param name="patience">How long to wait for the answer.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null if the server sent the model; otherwise what is wrong, in one line that begins with the address.</returns>
    /// <exception cref="InvalidOperationException">There is no base address.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public async Task<string?> TryReachAsync(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        var server = _server ?? throw new InvalidOperationException("There is no base address to download from.");
        try
        {
            await server.DownloadAsync(OriginalFile.Example, new DownloadPatience(patience, Attempts: 1, RetriesUnreachable: false, TimeSpan.Zero, TimeSpan.Zero), cancellationToken);
            return null;
        }
        catch (DownloadException exception)
        {
            return exception.Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _server?.Dispose();

    /// <summary>Whether a file is in the folder; says nothing of its content.</summary>
    internal bool IsCached(OriginalFile file) => _cache.Has(file);

    /// <summary>Where a file is or would be cached.</summary>
    internal string PathOf(OriginalFile file) => _cache.PathOf(file);

    /// <summary>The content of a file, from the folder or, where it is not there, from the server.</summary>
    /// <exception cref="DownloadException">The file is not there and cannot be downloaded; the message names its address.</exception>
    /// <exception cref="ModelFileException">The file is not what it was or should be.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    internal byte[] Read(OriginalFile file, CancellationToken cancellationToken)
    {
        if (_cache.Has(file))
        {
            return _cache.Read(file);
        }

        if (_server is null)
        {
            throw new DownloadException(DownloadFault.Final, "there is no address to download it from");
        }

        Downloading?.Invoke(file);
        byte[] content = Task.Run(() => _server.DownloadAsync(file, OnTheWay, cancellationToken), cancellationToken).GetAwaiter().GetResult();
        _cache.Add(file, content, replace: false);
        return content;
    }

    private async Task<PulledOriginal> PullAsync(ZooServer server, OriginalFile file, bool force, CancellationToken cancellationToken)
    {
        if (!force && IntactSize(file) is { } bytes)
        {
            return new PulledOriginal(file, PullOutcome.AlreadyCached, bytes, Problem: null);
        }

        try
        {
            byte[] content = await server.DownloadAsync(file, OnRequest, cancellationToken);
            _cache.Add(file, content, replace: force);
            return new PulledOriginal(file, PullOutcome.Downloaded, content.Length, Problem: null);
        }
        catch (DownloadException exception)
        {
            return new PulledOriginal(file, exception.Fault == DownloadFault.Unreachable ? PullOutcome.Unreachable : PullOutcome.Failed, Bytes: 0, exception.Message);
        }
        catch (ModelFileException exception)
        {
            return new PulledOriginal(file, PullOutcome.Failed, Bytes: 0, exception.Message);
        }
    }

    /// <summary>The size of a cached file; null where it is not there or is damaged, so that another download is due.</summary>
    private int? IntactSize(OriginalFile file)
    {
        try
        {
            return _cache.Has(file) ? _cache.Read(file).Length : null;
        }
        catch (ModelFileException)
        {
            return null;
        }
    }
}
