using System.CommandLine.Completions;
using AlgZoo.Hosting;
using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary>What can be typed where the parser does not know it by itself. Nothing here touches the network or runs plugin code.</summary>
internal static class Completions
{
    /// <summary>References of models: handcrafted, trained and original ones; of the originals the sizes, and their checkpoints once a size is typed.</summary>
    public static IEnumerable<CompletionItem> Models(CompletionContext context) => Items(ModelReferences(context.WordToComplete));

    /// <summary>What `zoo pull` takes.</summary>
    public static IEnumerable<CompletionItem> Originals(CompletionContext context) =>
        Items(OriginalReferences(context.WordToComplete).SelectMany(reference => new[] { reference, reference[ModelLibrary.ZooScheme.Length..] }));

    /// <summary>Estimators of the plugins that would be found without --plugins.</summary>
    public static IEnumerable<CompletionItem> Estimators(CompletionContext context) => Items(PluginCatalog.Discover(PluginFolders.InSearchOrder([])).Estimators.Select(estimator => estimator.Id));

    private static IEnumerable<string> ModelReferences(string word) =>
    [
        .. new ModelLibrary(Path.Combine(AlgZooOptions.UsualCacheFolder, "zoo")).List().Select(model => model.Reference).Where(reference => !reference.StartsWith(ModelLibrary.ZooScheme, StringComparison.Ordinal)),
        .. OriginalReferences(word),
    ];

    private static IEnumerable<string> OriginalReferences(string word)
    {
        string bare = word.StartsWith(ModelLibrary.ZooScheme, StringComparison.Ordinal) ? word[ModelLibrary.ZooScheme.Length..] : word;
        string[] sizes = [.. ZooCatalogue.SizeNames];
        return Array.Exists(sizes, size => bare.StartsWith(size, StringComparison.Ordinal))
            ? ZooCatalogue.Files.Select(file => file.Reference).Concat(sizes.Select(size => ModelLibrary.ZooScheme + size))
            : sizes.Append(ZooCatalogue.ExampleName).Select(name => ModelLibrary.ZooScheme + name);
    }

    private static IEnumerable<CompletionItem> Items(IEnumerable<string> texts) => texts.Select(text => new CompletionItem(text));
}
