using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>
/// Loads models by reference: <c>handcrafted:3</c>; <c>trained:2nd_argmax_16_10</c>, which ships; <c>zoo:2nd_argmax_16_10</c>, the original, downloaded once and cached; or the path of a <c>.pth</c> or
/// <c>.safetensors</c> file.
/// </summary>
/// <param name="originals">The original zoo.</param>
public sealed class ModelLibrary(OriginalZoo originals)
{
    /// <summary>What references to shipped trained models begin with.</summary>
    public const string TrainedScheme = "trained:";

    /// <summary>What references to originals begin with.</summary>
    public const string ZooScheme = "zoo:";

    private const string HandcraftedScheme = "handcrafted:";

    /// <summary>Creates a library without a network.</summary>
    /// <param name="zooFolder">The folder that holds files of the original zoo under their own names; need not exist.</param>
    public ModelLibrary(string zooFolder)
        : this(new OriginalZoo(zooFolder))
    {
    }

    /// <summary>Loads a model.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="task">The task, by AlgZoo's name, of a file that does not tell it; null to find out. A contradiction is an error.</param>
    /// <param name="cancellationToken">Stops a download.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelReferenceException">The reference names nothing that can be loaded.</exception>
    /// <exception cref="ModelFileException">The file cannot be read, or a cached one is not what it was when it was first used.</exception>
    /// <exception cref="IOException">A downloaded file cannot be cached.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public LoadedModel Load(string reference, string? task = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        var explicitTask = task is null ? null
            : SequenceTask.TryParse(task, out var parsed) ? parsed
            : throw new ModelReferenceException($"'{task}' is no task{NearestName.DidYouMean(task, SequenceTask.All.Select(known => known.Name))}; there are {string.Join(", ", SequenceTask.All.Select(known => known.Name))}.");
        return reference switch
        {
            _ when After(HandcraftedScheme, reference) is { } length => LoadHandcrafted(reference, length, explicitTask),
            _ when After(TrainedScheme, reference) is { } name => LoadTrained(reference, name, explicitTask),
            _ when After(ZooScheme, reference) is { } name => LoadZoo(reference, name, explicitTask, cancellationToken),
            _ => LoadPath(reference, explicitTask),
        };
    }

    /// <summary>Every model that has a reference: handcrafted, trained, and the sizes of the original zoo.</summary>
    /// <returns>The models, in this order.</returns>
    public IReadOnlyList<ListedModel> List() =>
    [
        .. HandcraftedModels.Lengths.Select(length => Listed(string.Create(CultureInfo.InvariantCulture, $"{HandcraftedScheme}{length}"), HandcraftedModels.Create(length), SequenceTask.SecondArgmax, null, "")),
        .. TrainedModels.All.GroupBy(model => model.SizeName, StringComparer.Ordinal).SelectMany(ListTrained),
        .. ZooCatalogue.Files.Where(file => file.IsBest).Select(ListOriginal),
    ];

    private static string? After(string scheme, string reference) => reference.StartsWith(scheme, StringComparison.Ordinal) ? reference[scheme.Length..] : null;

    private static LoadedModel LoadHandcrafted(string reference, string text, SequenceTask? explicitTask)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length) || !HandcraftedModels.Lengths.Contains(length))
        {
            throw new ModelReferenceException($"There is no '{reference}'; there are {string.Join(", ", HandcraftedModels.Lengths.Select(known => HandcraftedScheme + known.ToString(CultureInfo.InvariantCulture)))}.");
        }

        return Shipped(reference, HandcraftedModels.Create(length), SequenceTask.SecondArgmax, explicitTask, "handcrafted, ships with the framework");
    }

    private static LoadedModel LoadTrained(string reference, string name, SequenceTask? explicitTask)
    {
        var trained = TrainedModels.Get(name);
        return Shipped(reference, trained.Model, trained.Task, explicitTask, $"{trained.Name}, ships with the framework");
    }

    private static LoadedModel Shipped(string reference, Model model, SequenceTask task, SequenceTask? explicitTask, string source) => explicitTask is null || explicitTask == task
        ? new LoadedModel(reference, model, task, "known", TaskIsAssumed: false, source)
        : throw new ModelReferenceException($"'{reference}' was made for the task {task.Name}, not {explicitTask.Name}; leave the task out.");

    private LoadedModel LoadZoo(string reference, string name, SequenceTask? explicitTask, CancellationToken cancellationToken)
    {
        var file = ZooCatalogue.Find(name);
        try
        {
            string path = originals.PathOf(file);
            return Loaded(reference, path, ModelFile.Read(path, originals.Read(file, cancellationToken), explicitTask));
        }
        catch (DownloadException exception)
        {
            string size = string.Equals(name, ZooCatalogue.ExampleName, StringComparison.Ordinal) ? ZooCatalogue.ExampleSize : name;
            string alternative = TrainedModels.All.Any(model => string.Equals(model.SizeName, size, StringComparison.Ordinal)) ? $", or use {TrainedScheme}{size}, which ships" : "";
            throw new ModelReferenceException(
                $"{reference} is not on this machine, and {exception.Message}; name a mirror with ALGZOO_BASE_ADDRESS, put AlgZoo's file {file.FileName} into {originals.Folder}{alternative}.");
        }
    }

    private static LoadedModel LoadPath(string reference, SequenceTask? explicitTask)
    {
        if (!ModelFile.IsPath(reference))
        {
            throw new ModelReferenceException(
                $"'{reference}' names no model{Suggestion(reference)}; a reference is handcrafted:LENGTH, trained:NAME, zoo:NAME or the path of a .pth or .safetensors file. `algzoo list models` shows all.");
        }

        return Loaded(reference, reference, ModelFile.Load(reference, explicitTask));
    }

    private static string Suggestion(string reference) => NearestName.DidYouMean(
        reference, HandcraftedModels.Lengths.Select(length => HandcraftedScheme + length.ToString(CultureInfo.InvariantCulture)).Concat(TrainedModels.All.SelectMany(model => new[] { TrainedScheme + model.SizeName, model.SizeName })));

    private static LoadedModel Loaded(string reference, string path, IdentifiedModel identified) =>
        new(reference, identified.Model, identified.Task, identified.TaskSource, identified.TaskIsAssumed, Path.GetFullPath(path));

    private static IEnumerable<ListedModel> ListTrained(IGrouping<string, TrainedModel> size)
    {
        var best = TrainedModels.BestOf(size)!;
        yield return Listed(TrainedScheme + size.Key, best.Model, best.Task, best.Score, $"the best, {best.Name}");
        foreach (var model in size)
        {
            yield return Listed(TrainedScheme + model.Name, model.Model, model.Task, model.Score, "");
        }
    }

    private static ListedModel Listed(string reference, Model model, SequenceTask task, double? score, string note) =>
        new(reference, model.Architecture, task, model.HiddenSize, model.SequenceLength, model.ParameterCount, score, IsAvailable: true, note);

    private ListedModel ListOriginal(OriginalFile file)
    {
        var (task, d, n) = (file.Task, file.HiddenSize, file.SequenceLength);
        bool isTransformer = task.Inputs == InputLaw.UniformTokens;
        int parameters = isTransformer ? (3 * n * d) + (2 * 4 * d * d) : d + (d * d) + (task.OutputSize(n) * d);
        double? score = task is RegressionTask ? file.PublishedFigure * file.PublishedFigure : file.PublishedFigure;
        bool isAvailable = originals.IsCached(file);
        return new ListedModel(
            ZooScheme + (file.Seed is null ? file.Name : ZooCatalogue.SizeName(file)), isTransformer ? "attention-transformer" : "relu-rnn", task, d, n, parameters, score, isAvailable,
            isAvailable ? "" : originals.BaseAddress is null ? "not on this machine" : "not on this machine; downloaded when used");
    }
}
