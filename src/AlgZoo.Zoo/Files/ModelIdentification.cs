using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>
/// Works out which model the tensors of a file make up. Everything that says something about the task counts equally and must agree: the caller, the metadata, the file's name, the
/// archive's inner folder (names AlgZoo's scheme, or any name that holds exactly one task's name between non-alphanumeric characters), and the shapes where they decide (tokens: longest
/// cycle; one scalar output: median). If nothing says anything the task is assumed to be AlgZoo's main family, the 2nd argmax. Sizes and sequence lengths must agree in the same way.
/// </summary>
internal static class ModelIdentification
{
    /// <summary>Identifies the model of a file.</summary>
    /// <exception cref="InvalidDataException">The tensors are not those of a supported model, or two sources contradict each other.</exception>
    public static IdentifiedModel Identify(WeightFile file, string fileName, SequenceTask? given)
    {
        bool isTransformer = HasTensor(file, AttentionTransformer.EmbeddingName);
        int outputs = OutputSize(file, isTransformer);
        var fileNamed = ParseName(fileName);
        var archiveNamed = ParseName(file.ArchiveName);

        Claim<SequenceTask>?[] taskClaims =
        [
            given is null ? null : new(given, "--task"),
            MetadataTask(file) is { } stored ? new(stored, "the metadata") : null,
            TaskNames.FindIn(fileName) is { } named ? new(named, "the file name") : null,
            TaskNames.FindIn(file.ArchiveName) is { } inner ? new(inner, "the name inside the archive") : null,
            isTransformer ? new(SequenceTask.LongestCycle, "the shapes") : outputs == 1 ? new(SequenceTask.Median, "the shapes") : null,
        ];
        var claimed = Agreed(taskClaims, "task");
        var task = claimed?.Value ?? SequenceTask.SecondArgmax;

        Claim<int>?[] lengthClaims =
        [
            outputs > 1 || isTransformer ? new(outputs, "the shapes") : null,
            MetadataLength(file) is { } length ? new(length, "the metadata") : null,
            fileNamed is null ? null : new(fileNamed.SequenceLength, "the file name"),
            archiveNamed is null ? null : new(archiveNamed.SequenceLength, "the name inside the archive"),
        ];
        var sequenceLength = Agreed(lengthClaims, "sequence length")
            ?? throw new InvalidDataException("The sequence length of a median model is not in its weights: name the file like AlgZoo does (median_8_5.pth: hidden size, length) or store it in a safetensors file's metadata.");

        var model = Create(file, isTransformer, sequenceLength.Value, task);
        Agreed(
            [
                new(model.HiddenSize, "the shapes"),
                fileNamed is null ? null : new(fileNamed.HiddenSize, "the file name"),
                archiveNamed is null ? null : new Claim<int>(archiveNamed.HiddenSize, "the name inside the archive"),
            ],
            "hidden size");
        return new(model, task, claimed is null ? "assumed" : $"from {claimed.Source}", TaskIsAssumed: claimed is null, file.Metadata);
    }

    private static ModelName? ParseName(string? name) => name is not null && ModelName.TryParse(name, out var parsed) ? parsed : null;

    private static Model Create(WeightFile file, bool isTransformer, int sequenceLength, SequenceTask task)
    {
        if (sequenceLength is < 1 or > ReluRnn.MaximumSequenceLength)
        {
            throw new InvalidDataException($"The sequence length {sequenceLength} is not between 1 and {ReluRnn.MaximumSequenceLength}: correct the name or the metadata, or use a shorter model.");
        }

        var model = Accepted<Model>(
            () => isTransformer ? new AttentionTransformer(file.Tensors) : new ReluRnn(sequenceLength, file.Tensors), "Save a model of one of AlgZoo's architectures.");
        return Accepted(
            () =>
            {
                task.EnsureFits(model);
                return model;
            },
            "Name the task it was trained on, in the file's name or with --task.");
    }

    private static T Accepted<T>(Func<T> make, string remedy)
    {
        try
        {
            return make();
        }
        catch (ArgumentException exception)
        {
            string problem = exception.Message.Replace($" (Parameter '{exception.ParamName}')", string.Empty, StringComparison.Ordinal).ReplaceLineEndings(" ");
            throw new InvalidDataException($"{problem} {remedy}", exception);
        }
    }

    private static Claim<T>? Agreed<T>(IEnumerable<Claim<T>?> claims, string what)
        where T : notnull
    {
        Claim<T>[] made = [.. claims.OfType<Claim<T>>()];
        var other = Array.Find(made, claim => !claim.Value.Equals(made[0].Value));
        return other is null
            ? made.FirstOrDefault()
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"The {what} is {made[0].Value} ({made[0].Source}) but also {other.Value} ({other.Source}): correct whichever is wrong."));
    }

    private static int OutputSize(WeightFile file, bool isTransformer)
    {
        string name = isTransformer ? AttentionTransformer.UnembeddingName : ReluRnn.OutputWeightsName;
        var tensor = file.Tensors.FirstOrDefault(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal));
        return tensor is null
            ? throw Refusal.NotPlainWeights($"Tensor '{name}' is missing; the file has {string.Join(", ", file.Tensors.Take(4).Select(other => Refusal.Quote(other.Name)))}, so it is no model of AlgZoo.")
            : tensor.Shape[0];
    }

    private static bool HasTensor(WeightFile file, string name) => file.Tensors.Any(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal));

    private static SequenceTask? MetadataTask(WeightFile file)
    {
        if (!file.Metadata.TryGetValue(SafetensorsFile.TaskKey, out string? name))
        {
            return null;
        }

        return SequenceTask.TryParse(name, out var task)
            ? task
            : throw new InvalidDataException($"The metadata names the task {Refusal.Quote(name)}, which is none of {TaskNames.List()}: correct it.");
    }

    private static int? MetadataLength(WeightFile file)
    {
        if (!file.Metadata.TryGetValue(SafetensorsFile.SequenceLengthKey, out string? text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            ? length
            : throw new InvalidDataException($"The metadata's {SafetensorsFile.SequenceLengthKey} is {Refusal.Quote(text)}, which is not a whole number: correct it.");
    }

    private sealed record Claim<T>(T Value, string Source)
        where T : notnull;
}
