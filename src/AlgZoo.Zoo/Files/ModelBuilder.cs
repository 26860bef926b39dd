using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>
/// Makes a model of what a file holds and finds out its task: from an explicit task, from the file's metadata, from AlgZoo's names (of the file, or of the archive inside it), from the shapes where they decide it.
/// Whatever is known must agree. A recurrent model with logits of which nothing is known is taken for AlgZoo's largest family, 2nd argmax, and marked as assumed.
/// </summary>
internal static class ModelBuilder
{
    /// <summary>Builds a model.</summary>
    /// <param name="contents">What the file holds.</param>
    /// <param name="name">Name of the file without its extension.</param>
    /// <param name="file">What to call the file in messages.</param>
    /// <param name="explicitTask">The task that the user named; null for none.</param>
    /// <exception cref="ModelFileException">The tensors are those of no known architecture, or what is known of the task is contradictory or not enough.</exception>
    public static (Model Model, SequenceTask Task, string TaskSource, bool TaskIsAssumed) Build(TensorFile contents, string name, string file, SequenceTask? explicitTask)
    {
        var claims = Claims(contents, name, file, explicitTask);
        try
        {
            return contents.Tensors.Any(tensor => tensor.Name.StartsWith("rnn.", StringComparison.Ordinal))
                ? BuildRnn(contents, claims, file)
                : BuildTransformer(contents, claims, file);
        }
        catch (ArgumentException exception)
        {
            throw new ModelFileException(file, exception.Message);
        }
    }

    private static (Model Model, SequenceTask Task, string TaskSource, bool TaskIsAssumed) BuildTransformer(TensorFile contents, List<Claim> claims, string file)
    {
        if (!contents.Tensors.Any(tensor => string.Equals(tensor.Name, AttentionTransformer.EmbeddingName, StringComparison.Ordinal)))
        {
            throw new ModelFileException(file, $"the tensors ({string.Join(", ", contents.Tensors.Take(8).Select(tensor => tensor.Name))}) are those of neither AlgZoo architecture.");
        }

        var model = new AttentionTransformer(contents.Tensors);
        claims.Add(new Claim(SequenceTask.LongestCycle, "the shapes", null, null));
        return Settle(model, claims, file);
    }

    private static (Model Model, SequenceTask Task, string TaskSource, bool TaskIsAssumed) BuildRnn(TensorFile contents, List<Claim> claims, string file)
    {
        var output = contents.Tensors.FirstOrDefault(tensor => string.Equals(tensor.Name, ReluRnn.OutputWeightsName, StringComparison.Ordinal))
            ?? throw new ModelFileException(file, $"tensor '{ReluRnn.OutputWeightsName}' is missing.");
        int outputSize = output.Shape[0];
        bool isScalar = outputSize == 1;
        if (isScalar)
        {
            claims.Add(new Claim(SequenceTask.Median, "the shapes", null, null));
        }

        int sequenceLength = !isScalar ? outputSize : claims.FirstOrDefault(claim => claim.SequenceLength is not null)?.SequenceLength
            ?? throw new ModelFileException(file, "the sequence length of a model with a scalar output is not in its weights; name the file as AlgZoo does, for example median_8_5_1073741824_0.pth.");
        return Settle(new ReluRnn(sequenceLength, contents.Tensors), claims, file);
    }

    private static (Model Model, SequenceTask Task, string TaskSource, bool TaskIsAssumed) Settle(Model model, List<Claim> claims, string file)
    {
        foreach (var claim in claims)
        {
            if (claim.HiddenSize is { } hiddenSize && hiddenSize != model.HiddenSize)
            {
                throw new ModelFileException(file, $"{claim.Source} says hidden size {hiddenSize}, but the weights have {model.HiddenSize}.");
            }

            if (claim.SequenceLength is { } length && length != model.SequenceLength)
            {
                throw new ModelFileException(file, $"{claim.Source} says sequence length {length}, but the model has {model.SequenceLength}.");
            }

            if (claim.Task != claims[0].Task)
            {
                throw new ModelFileException(file, $"{claims[0].Source} says the task {claims[0].Task.Name}, but {claim.Source} says {claim.Task.Name}.");
            }
        }

        bool isAssumed = claims.Count == 0;
        var task = isAssumed ? SequenceTask.SecondArgmax : claims[0].Task;
        task.EnsureFits(model);
        return (model, task, isAssumed ? "assumed" : "from " + claims[0].Source, isAssumed);
    }

    private static List<Claim> Claims(TensorFile contents, string name, string file, SequenceTask? explicitTask)
    {
        var claims = new List<Claim>();
        if (explicitTask is not null)
        {
            claims.Add(new Claim(explicitTask, "--task", null, null));
        }

        if (contents.Metadata.TryGetValue(SafetensorsFile.TaskKey, out string? taskName))
        {
            var task = SequenceTask.TryParse(taskName, out var parsed) ? parsed : throw new ModelFileException(file, $"the metadata names the unknown task '{taskName}'.");
            int? length = contents.Metadata.TryGetValue(SafetensorsFile.SequenceLengthKey, out string? text)
                ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw new ModelFileException(file, $"the metadata has the sequence length '{text}', which is no whole number.")
                : null;
            claims.Add(new Claim(task, "the metadata", null, length));
        }

        AddNamed(claims, name, "the file name");
        AddNamed(claims, contents.InnerName, "the name inside the archive");
        return claims;
    }

    private static void AddNamed(List<Claim> claims, string? name, string source)
    {
        if (name is null)
        {
            return;
        }

        if (ModelName.TryParse(name, out var parsed))
        {
            claims.Add(new Claim(parsed.Task, source, parsed.HiddenSize, parsed.SequenceLength));
        }
        else if (TaskNamedIn(name) is { } task)
        {
            claims.Add(new Claim(task, source, null, null));
        }
    }

    // AlgZoo's older names only contain the task, for example one_layer_16_hidden_94_acc_2nd_argmax.
    private static SequenceTask? TaskNamedIn(string name) => SequenceTask.All
        .Where(task => $"_{name}_".Contains($"_{task.Name}_", StringComparison.Ordinal))
        .MaxBy(task => task.Name.Length);

    private sealed record Claim(SequenceTask Task, string Source, int? HiddenSize, int? SequenceLength);
}
