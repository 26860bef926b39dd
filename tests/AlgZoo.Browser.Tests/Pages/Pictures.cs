using AlgZoo.Tests.Support;

namespace AlgZoo.Browser.Tests;

/// <summary>Pictures of pages, kept for people to look at.</summary>
internal static class Pictures
{
    private static readonly string Folder = Path.Combine(OriginalModels.RepositoryRoot, "artifacts", "screenshots");

    public static void Keep(string name, byte[] content)
    {
        Directory.CreateDirectory(Folder);
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        TestContext.AddTestAttachment(path);
    }
}
