namespace AlgZoo.Hosting;

/// <summary>The folders in which plugins are looked for.</summary>
public static class PluginFolders
{
    /// <summary>Name of the environment variable that lists further folders, separated like those of <c>PATH</c>.</summary>
    public const string EnvironmentVariable = "ALGZOO_PLUGINS";

    /// <summary>The folder of the plugins that ship, <c>plugins</c> beside the executable. It need not exist.</summary>
    public static string ShippedFolder => ShippedFolderIn(AppContext.BaseDirectory);

    /// <summary>The folder for the user's own plugins, <c>algzoo/plugins</c> in the user's data folder; null where the system has no such folder. It need not exist.</summary>
    public static string? UserFolder => UserFolderIn(UserDataFolder);

    /// <summary>
    /// The search order: the explicit folders; those of <c>ALGZOO_PLUGINS</c>; <c>plugins</c> in the current directory; <c>algzoo/plugins</c> in the user's data folder
    /// (<c>XDG_DATA_HOME</c> or <c>~/.local/share</c>; the local application data on Windows); <c>plugins</c> beside the executable.
    /// </summary>
    /// <param name="explicitFolders">Folders, or single DLLs, that the user named; relative paths start at the current directory.</param>
    /// <returns>
    /// Absolute paths, each once. What the user named, by argument or by environment, is kept even if it does not exist, so that <see cref="PluginCatalog.Discover"/>
    /// can say so; the other folders are optional.
    /// </returns>
    public static IReadOnlyList<string> InSearchOrder(IEnumerable<string> explicitFolders)
    {
        ArgumentNullException.ThrowIfNull(explicitFolders);
        return InSearchOrder(
            explicitFolders,
            Environment.GetEnvironmentVariable(EnvironmentVariable),
            Environment.CurrentDirectory,
            UserDataFolder,
            AppContext.BaseDirectory);
    }

    internal static IReadOnlyList<string> InSearchOrder(
        IEnumerable<string> explicitFolders, string? environmentValue, string currentDirectory, string userDataFolder, string executableFolder)
    {
        var named = explicitFolders.Concat((environmentValue ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var usual = new List<string> { Path.Combine(currentDirectory, "plugins"), ShippedFolderIn(executableFolder) };
        if (UserFolderIn(userDataFolder) is { } userFolder)
        {
            usual.Insert(1, userFolder);
        }

        return [.. named.Select(path => Absolute(path, currentDirectory)).Concat(usual.Where(Directory.Exists).Select(path => Absolute(path, currentDirectory))).Distinct(Paths.Comparer)];
    }

    private static string UserDataFolder => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

    private static string ShippedFolderIn(string executableFolder) => Path.Combine(executableFolder, "plugins");

    private static string? UserFolderIn(string userDataFolder) => userDataFolder.Length == 0 ? null : Path.Combine(userDataFolder, "algzoo", "plugins");

    private static string Absolute(string path, string currentDirectory) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, currentDirectory));
}
