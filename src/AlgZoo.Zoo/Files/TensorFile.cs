namespace AlgZoo.Zoo;

/// <summary>What a model file holds.</summary>
/// <param name="Tensors">Its tensors.</param>
/// <param name="Metadata">Its text metadata; empty for formats without.</param>
/// <param name="InnerName">The name that the file gives itself inside (the folder of a PyTorch archive); null if it has none.</param>
internal sealed record TensorFile(IReadOnlyList<WeightTensor> Tensors, IReadOnlyDictionary<string, string> Metadata, string? InnerName)
{
    /// <summary>Largest file that is read: far above the largest model of the zoo.</summary>
    public const long MaximumBytes = 16 << 20;

    /// <summary>Most dimensions of a tensor.</summary>
    public const int MaximumDimensions = 8;

    /// <summary>Reads a file by its extension.</summary>
    /// <param name="path">Path of a <c>.pth</c>, <c>.pt</c> or <c>.safetensors</c> file.</param>
    /// <exception cref="ModelFileException">The file cannot be read.</exception>
    public static TensorFile Read(string path)
    {
        byte[] content = ReadBytes(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PTH" or ".PT" => PthFile.Read(content, path),
            ".SAFETENSORS" => SafetensorsFile.Read(content, path),
            var extension => throw new ModelFileException(path, $"files of type '{extension}' are not model files; .pth and .safetensors are."),
        };
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > MaximumBytes)
            {
                throw new ModelFileException(path, $"the file has {stream.Length} bytes; files above {MaximumBytes >> 20} MiB are no AlgZoo models and are refused.");
            }

            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFileException(path, "there is no such file.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(path, $"the file cannot be read: {exception.Message}");
        }
    }
}
