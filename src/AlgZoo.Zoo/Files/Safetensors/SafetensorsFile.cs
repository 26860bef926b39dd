namespace AlgZoo.Zoo;

/// <summary>Writes models as safetensors files: float32 tensors under AlgZoo's names, with the task and the sequence length as metadata, so that such a file can be loaded by itself.</summary>
public static class SafetensorsFile
{
    /// <summary>Metadata key of the task, by AlgZoo's name.</summary>
    public const string TaskKey = "task";

    /// <summary>Metadata key of the sequence length, which the weights of a scalar-output model do not tell.</summary>
    public const string SequenceLengthKey = "sequence_length";

    /// <summary>Metadata key of the accuracy, or mean squared error, on validation data.</summary>
    public const string ScoreKey = "score";

    /// <summary>Writes a model with its task and sequence length as float32 safetensors. Equal models and metadata give equal bytes.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="metadata">Further text metadata; null for none.</param>
    /// <exception cref="ArgumentException">The model does not fit the task, or <paramref name="metadata"/> sets <see cref="TaskKey"/> or <see cref="SequenceLengthKey"/>.</exception>
    public static void Write(Stream stream, Model model, SequenceTask task, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        task.EnsureFits(model);
        var all = new OrderedDictionary<string, string>(StringComparer.Ordinal)
        {
            [TaskKey] = task.Name,
            [SequenceLengthKey] = model.SequenceLength.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            if (!all.TryAdd(key, value))
            {
                throw new ArgumentException($"The metadata '{key}' is set from the task and the model.", nameof(metadata));
            }
        }

        stream.Write(SafetensorsEncoder.Encode(model.Tensors, all));
    }
}
