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
}
