using AlgZoo.Zoo;

namespace AlgZoo.Hosting;

/// <summary>Settings of <see cref="AlgZooServiceCollectionExtensions.AddAlgZoo"/>.</summary>
public sealed class AlgZooOptions
{
    /// <summary>
    /// Folders with plugins, or single plugin DLLs, searched first and in this order; default none. Each must exist. Relative paths start at the current directory.
    /// </summary>
    public IList<string> PluginFolders { get; } = [];

    /// <summary>
    /// Whether the usual folders are searched after <see cref="PluginFolders"/>: those of <c>ALGZOO_PLUGINS</c>, <c>./plugins</c>, the user's data folder and <c>plugins</c> beside the
    /// executable; default true. See <see cref="AlgZoo.Hosting.PluginFolders.InSearchOrder(IEnumerable{string})"/>.
    /// </summary>
    public bool SearchUsualFolders { get; set; } = true;

    /// <summary>
    /// The plugins as a <see cref="PluginWatch"/> saw them, which are then not searched for; default null. Cells whose plugin's code is another by then are not measured: their call is cancelled, and
    /// <see cref="PluginSnapshot.Outdated"/> signalled.
    /// </summary>
    public PluginSnapshot? Snapshot { get; set; }

    /// <summary>Where the code of plugins runs; default <see cref="PluginIsolation.Process"/>.</summary>
    public PluginIsolation Isolation { get; set; } = PluginIsolation.Process;

    /// <summary>
    /// Where ground truths, downloaded models and the metered form of plugins are remembered; default <see cref="UsualCacheFolder"/>.
    /// </summary>
    public string CacheFolder { get; set; } = UsualCacheFolder;

    /// <summary>
    /// The http or https address below which the files of the original zoo are, of its authors or of a mirror; default <see cref="UsualBaseAddress"/>.
    /// </summary>
    public string BaseAddress { get; set; } = UsualBaseAddress;

    /// <summary>Is told of each file of the original zoo that is about to be downloaded because a model is needed; default nobody.</summary>
    public Action<OriginalFile>? Downloading { get; set; }

    /// <summary>The address that <c>ALGZOO_BASE_ADDRESS</c> names, else <see cref="OriginalZoo.PublicAddress"/>.</summary>
    public static string UsualBaseAddress => Environment.GetEnvironmentVariable("ALGZOO_BASE_ADDRESS") is { Length: > 0 } named ? named : OriginalZoo.PublicAddress;

    /// <summary>The folder that <c>ALGZOO_CACHE</c> names, else <c>algzoo</c> in the user's cache folder (<c>XDG_CACHE_HOME</c> or <c>~/.cache</c>; the local application data on Windows).</summary>
    public static string UsualCacheFolder => Environment.GetEnvironmentVariable("ALGZOO_CACHE") is { Length: > 0 } named
        ? named
        : Path.Combine(UserCacheFolder(), "algzoo");

    /// <summary>Name of the folder in <see cref="CacheFolder"/> that holds the metered form of plugins.</summary>
    public const string MeteredFolder = "metered";

    private static string UserCacheFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }

        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }
}
