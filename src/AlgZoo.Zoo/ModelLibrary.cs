using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>
/// Loads models by reference: <c>handcrafted:3</c>; <c>trained:2nd_argmax_16_10</c>, which ships; <c>zoo:2nd_argmax_16_10</c>, the original, from a local folder; or the path of a <c>.pth</c> or
/// <c>.safetensors</c> file.
/// </summary>
/// <param name="zooFolder">The folder that holds files of the original zoo under their own names; need not exist.</param>
public sealed class ModelLibrary(string zooFolder)
{
    /// <summary>What references to shipped trained models begin with.</summary>
    public const string TrainedScheme = "trained:";

    /// <summary>What references to originals begin with.</summary>
    public const string ZooScheme = "zoo:";

    private const string HandcraftedScheme = "handcrafted:";

    /// <summary>Loads a model.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="task">The task, by AlgZoo's name, of a file that does not tell it; null to find out. A contradiction is an error.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelReferenceException">The reference names nothing that can be loaded.</exception>
    /// <exception cref="ModelFileException">The file cannot be read.</exception>
    public LoadedModel Load(string reference, string? task = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        var explicitTask = task is null ? null
            : SequenceTask.TryParse(task, out var parsed) ? parsed
            : throw new ModelReferenceException($"'{task}' is no task{NearestName.DidYouMean(task, SequenceTask.All.Select(known => known.Name))}; there are {string.Join(", ", SequenceTask.All.Select(known => known.Name))}.");
        return reference switch
        {
            _ when After(HandcraftedScheme, reference) is { } length => LoadHandcrafted(reference, length, explicitTask),
            _ when After(TrainedScheme, reference) is { } name => LoadTrained(reference, name, explicitTask),
            _ when After(ZooScheme, reference) is { } name => LoadZoo(reference, name, explicitTask),
            _ => LoadPath(reference, explicitTask),
        };
    }

    /// <summary>Every model that has a reference: handcrafted, trained, and the sizes of the original zoo.</summary>
    /// <returns>The models, in this order.</returns>
    public IReadOnlyList<ListedModel> List() =>
    [
        .. HandcraftedModels.Lengths.Select(length => Listed(string.Create(CultureInfo.InvariantCulture, $"{HandcraftedScheme}{length}"), HandcraftedModels.Create(length), SequenceTask.SecondArgmax, null, "")),
        .. TrainedModels.All.GroupBy(model => model.SizeName, StringComparer.Ordinal).SelectMany(ListTrained),
        .. ListZoo(),
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

    private LoadedModel LoadZoo(string reference, string name, SequenceTask? explicitTask)
    {
        string path = Path.Combine(zooFolder, ZooCatalogue.FileOf(name));
        if (!File.Exists(path))
        {
            string size = string.Equals(name, ZooCatalogue.ExampleName, StringComparison.Ordinal) ? ZooCatalogue.ExampleSize : name;
            string alternative = TrainedModels.All.Any(model => string.Equals(model.SizeName, size, StringComparison.Ordinal)) ? $", or use {TrainedScheme}{size}, which ships" : "";
            throw new ModelReferenceException($"{reference} is not on this machine; put AlgZoo's file {Path.GetFileName(path)} into {zooFolder}{alternative}.");
        }

        return LoadFile(reference, path, explicitTask);
    }

    private static LoadedModel LoadPath(string reference, SequenceTask? explicitTask)
    {
        if (!ModelFile.IsPath(reference))
        {
            throw new ModelReferenceException(
                $"'{reference}' names no model{Suggestion(reference)}; a reference is handcrafted:LENGTH, trained:NAME, zoo:NAME or the path of a .pth or .safetensors file. `algzoo list models` shows all.");
        }

        return LoadFile(reference, reference, explicitTask);
    }

    private static string Suggestion(string reference) => NearestName.DidYouMean(
        reference, HandcraftedModels.Lengths.Select(length => HandcraftedScheme + length.ToString(CultureInfo.InvariantCulture)).Concat(TrainedModels.All.SelectMany(model => new[] { TrainedScheme + model.SizeName, model.SizeName })));

    private static LoadedModel LoadFile(string reference, string path, SequenceTask? explicitTask)
    {
        var (model, task, taskSource, isAssumed, _) = ModelFile.Load(path, explicitTask);
        return new LoadedModel(reference, model, task, taskSource, isAssumed, Path.GetFullPath(path));
    }

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

    private IEnumerable<ListedModel> ListZoo()
    {
        yield return ListedZoo(ZooCatalogue.ExampleName, SequenceTask.SecondArgmax, hiddenSize: 16, sequenceLength: 10, ZooCatalogue.ExampleScore);
        foreach (var family in ZooCatalogue.Families)
        {
            for (int row = 0; row < family.HiddenSizes.Length; row++)
            {
                for (int column = 0; column < family.SequenceLengths.Length; column++)
                {
                    var (d, n) = (family.HiddenSizes[row], family.SequenceLengths[column]);
                    yield return ListedZoo(string.Create(CultureInfo.InvariantCulture, $"{family.Task.Name}_{d}_{n}"), family.Task, d, n, family.PublishedScore(row, column));
                }
            }
        }
    }

    private ListedModel ListedZoo(string name, SequenceTask task, int hiddenSize, int sequenceLength, double score)
    {
        bool isTransformer = task.Inputs == InputLaw.UniformTokens;
        int parameters = isTransformer
            ? (3 * sequenceLength * hiddenSize) + (2 * 4 * hiddenSize * hiddenSize)
            : hiddenSize + (hiddenSize * hiddenSize) + (task.OutputSize(sequenceLength) * hiddenSize);
        bool isAvailable = File.Exists(Path.Combine(zooFolder, ZooCatalogue.FileOf(name)));
        return new ListedModel(
            ZooScheme + name, isTransformer ? "attention-transformer" : "relu-rnn", task, hiddenSize, sequenceLength, parameters, score, isAvailable, isAvailable ? "" : "not on this machine");
    }
}
