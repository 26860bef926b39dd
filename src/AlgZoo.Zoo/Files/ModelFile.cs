namespace AlgZoo.Zoo;

/// <summary>Reads a <c>.pth</c> or <c>.safetensors</c> file and works out which model it is.</summary>
internal static class ModelFile
{
    private const string PthExtension = ".pth";
    private const string SafetensorsExtension = ".safetensors";

    /// <summary>Whether a reference is the path of a model file, by its ending.</summary>
    public static bool IsPath(string reference) => HasExtension(reference, PthExtension) || HasExtension(reference, SafetensorsExtension);

    /// <summary>Loads the model of a file.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="given">The task that the user named; null for none.</param>
    /// <exception cref="ModelFileException">The file cannot be read, is refused, or contradicts its name or the given task.</exception>
    public static IdentifiedModel Load(string path, SequenceTask? given) => Read(path, ReadBytes(path), given);

    /// <summary>Makes the model of a file's bytes.</summary>
    /// <param name="path">What to call the file; its ending decides the format, its name may tell the task.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="given">The task that the user named; null for none.</param>
    /// <exception cref="ModelFileException">The content is refused, or contradicts the name or the given task.</exception>
    public static IdentifiedModel Read(string path, ReadOnlyMemory<byte> content, SequenceTask? given)
    {
        try
        {
            return Identify(path, content, given);
        }
        catch (InvalidDataException exception)
        {
            throw new ModelFileException(path, exception.Message, exception);
        }
    }

    /// <summary>Makes the model of a file's bytes, like <see cref="Read"/>, for callers that have another name for the file.</summary>
    /// <exception cref="InvalidDataException">The content is refused, or contradicts the name or the given task.</exception>
    public static IdentifiedModel Identify(string path, ReadOnlyMemory<byte> content, SequenceTask? given)
    {
        var file = HasExtension(path, PthExtension) ? PthFile.Read(content) : SafetensorsDecoder.Read(content);
        return ModelIdentification.Identify(file, Path.GetFileNameWithoutExtension(path), given);
    }

    /// <summary>Reads a file of at most <see cref="FileLimits.FileBytes"/>.</summary>
    /// <exception cref="ModelFileException">The file cannot be read, or is larger.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (!stream.CanSeek || stream.Length > FileLimits.FileBytes)
            {
                throw new ModelFileException(path, $"it is not a file of at most {FileLimits.FileBytes >> 20} MiB; models of this kind have a few kilobytes, so check the path.");
            }

            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFileException(path, "there is no such file; check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(path, $"it cannot be read ({Refusal.Quote(e.Message)}); check the path and its permissions.", e);
        }
    }

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
