using AlgZoo.Tests.Loopback;
using AlgZoo.Zoo.Tests.Files;

namespace AlgZoo.Zoo.Tests.Originals;

/// <summary>A server on loopback, a cache folder of its own, and the zoo between them, which waits little between two attempts.</summary>
internal sealed class LoopbackZoo : IAsyncDisposable
{
    public static readonly DownloadPatience Short = new(
        AttemptTimeout: TimeSpan.FromSeconds(20), Attempts: 3, RetriesUnreachable: true, FirstDelay: TimeSpan.FromMilliseconds(5), LongestDelay: TimeSpan.FromSeconds(2));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("algzoo-tests-");

    private LoopbackZoo(ZooHost server)
    {
        Server = server;
        Zoo = NewZoo();
    }

    /// <summary>A file of a size that is easily made, M2,2.</summary>
    public static OriginalFile File { get; } = ZooCatalogue.Find("2nd_argmax_2_2");

    /// <summary>A content that is a model of that size.</summary>
    public static byte[] Content { get; } = new PthSample().ToArray();

    public ZooHost Server { get; }

    public OriginalZoo Zoo { get; }

    public string Folder => Path.Combine(_folder.FullName, "zoo");

    public string CachedPath => Path.Combine(Folder, File.FileName);

    public static async Task<LoopbackZoo> StartAsync() => new(await ZooHost.StartAsync());

    /// <summary>Another user of the same folder and server.</summary>
    public OriginalZoo NewZoo() => NewZoo(Short);

    /// <summary>A user of the folder and server who waits a second for an answer, for tests in which none comes.</summary>
    public OriginalZoo NewImpatientZoo() => NewZoo(Short with { AttemptTimeout = TimeSpan.FromSeconds(1) });

    public async Task<PulledOriginal> PullAsync(bool force = false) => await PullAsync(Zoo, force);

    public static async Task<PulledOriginal> PullAsync(OriginalZoo zoo, bool force = false) => (await zoo.PullAsync([File], force)).Single();

    /// <summary>Names of all files in the cache folder, in order.</summary>
    public string[] Cached() => Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];

    private OriginalZoo NewZoo(DownloadPatience patience) => new(Folder, Server.BaseAddress) { OnRequest = patience, OnTheWay = patience with { RetriesUnreachable = false } };

    public async ValueTask DisposeAsync()
    {
        Zoo.Dispose();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
