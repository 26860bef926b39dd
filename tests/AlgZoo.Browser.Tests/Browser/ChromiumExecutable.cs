namespace AlgZoo.Browser.Tests;

/// <summary>Where Chromium is on this machine: none is downloaded.</summary>
internal static class ChromiumExecutable
{
    private const string PathVariable = "ALGZOO_CHROMIUM";

    // With these set a missing browser is a failure: nobody would see that the tests were skipped.
    private const string RequiredVariable = "ALGZOO_REQUIRE_BROWSER";
    private const string ContinuousIntegrationVariable = "CI";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Full path of the executable; ignores the running tests, or fails them where a browser is required, if there is none.</summary>
    public static string FindOrSkip()
    {
        string? path = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } given ? given : OnPath();
        if (path is not null && File.Exists(path))
        {
            return path;
        }

        string reason = path is null
            ? $"No Chromium is on the PATH: install it (apt-get install chromium), or set {PathVariable} to its executable."
            : $"{PathVariable} names '{path}', which is not a file: set it to the executable of Chromium, or unset it.";
        if (IsRequired())
        {
            throw new InvalidOperationException(reason);
        }

        Assert.Ignore(reason);
        return "";
    }

    private static string? OnPath()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(_ => folders, (name, folder) => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static bool IsRequired() => Environment.GetEnvironmentVariable(RequiredVariable) == "1" || Environment.GetEnvironmentVariable(ContinuousIntegrationVariable) == "true";
}
