using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace AlgZoo.Zoo;

/// <summary>
/// The files that PyTorch's <c>torch.save(model.state_dict(), path)</c> writes: a zip archive with a pickle and one entry per storage. They tell neither the task nor, for a scalar output, the sequence length: name them like
/// AlgZoo does, <c>{task}_{d}_{n}_{sequences}_{seed}.pth</c>.
/// </summary>
public static class PthFile
{
    private const string WrittenFolder = "archive";
    private const string PickleName = "/data.pkl";

    /// <summary>Writes a model's state dict as <c>torch.load(path, weights_only=True)</c> reads it: float32 tensors under AlgZoo's names, on the CPU. Equal models give equal bytes.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="model">The weights.</param>
    public static void Write(Stream stream, Model model)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(model);
        stream.Write(StoredZipWriter.Write(
        [
            (WrittenFolder + PickleName, StateDictPickle.Encode(model.Tensors)),
            ($"{WrittenFolder}/byteorder", "little"u8.ToArray()),
            .. model.Tensors.Select((tensor, i) => ($"{WrittenFolder}/data/{StateDictPickle.StorageKey(i)}", LittleEndian(tensor.Values))),
            ($"{WrittenFolder}/version", "3\n"u8.ToArray()),
        ]));
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or is anything but plain weights.</exception>
    internal static WeightFile Read(ReadOnlyMemory<byte> file)
    {
        EnsureZip(file.Span);
        var archive = StoredZip.Open(file);
        string folder = FindFolder(archive);
        EnsureLittleEndian(archive, folder);
        archive.TryGetContent(folder + PickleName, out var pickle);
        if (Unpickler.Load(pickle.Span) is not PickleDictionary stateDict)
        {
            throw Refusal.NotPlainWeights("data.pkl holds something other than a state dict.");
        }

        return new(ReadTensors(stateDict, archive, folder), FrozenDictionary<string, string>.Empty, folder);
    }

    private static byte[] LittleEndian(ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[sizeof(float) * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return bytes;
    }

    private static List<WeightTensor> ReadTensors(PickleDictionary stateDict, StoredZip archive, string folder)
    {
        if (stateDict.Items.Count is 0 or > FileLimits.Tensors)
        {
            throw Refusal.NotPlainWeights($"The state dict has {stateDict.Items.Count} tensors; 1 to {FileLimits.Tensors} are read.");
        }

        var tensors = new List<WeightTensor>();
        long weights = 0;
        foreach (var (name, value) in stateDict.Items)
        {
            if (value is not TorchTensor tensor || name.Length == 0)
            {
                throw Refusal.NotPlainWeights($"The state dict's item {Refusal.Quote(name)} is not a named tensor.");
            }

            weights += tensor.Elements;
            if (weights > FileLimits.Weights)
            {
                throw Refusal.NotPlainWeights($"The state dict has more than {FileLimits.Weights} weights.");
            }

            tensors.Add(WeightFile.CreateTensor(name, tensor.Shape, tensor.Gather(StorageContent(tensor.Storage, archive, folder).Span)));
        }

        return tensors;
    }

    private static ReadOnlyMemory<byte> StorageContent(TorchStorage storage, StoredZip archive, string folder)
    {
        if (!archive.TryGetContent($"{folder}/data/{storage.Key}", out var content))
        {
            throw Refusal.Damaged($"The archive lacks storage {Refusal.Quote(storage.Key)}.");
        }

        long expected = (long)storage.Elements * storage.ElementType.ByteSize();
        return content.Length == expected
            ? content
            : throw Refusal.Damaged($"Storage {Refusal.Quote(storage.Key)} has {content.Length} bytes, where data.pkl announces {expected}.");
    }

    private static void EnsureZip(ReadOnlySpan<byte> file)
    {
        if (file is [0x80, <= 5, ..])
        {
            throw Refusal.NotPlainWeights("This is a legacy PyTorch pickle (before PyTorch 1.6), not a zip archive; open it in PyTorch first.");
        }

        if (!file.StartsWith("PK\u0003\u0004"u8))
        {
            throw Refusal.NotPlainWeights("This is not a PyTorch file: it does not start as a zip archive.");
        }
    }

    private static string FindFolder(StoredZip archive)
    {
        if (archive.Names.Any(name => name.EndsWith("/constants.pkl", StringComparison.Ordinal) || name.Contains("/code/", StringComparison.Ordinal)))
        {
            throw Refusal.NotPlainWeights("This is a TorchScript archive, a program rather than weights; open it with torch.jit.load first.");
        }

        string[] pickles = [.. archive.Names.Where(name => name.EndsWith(PickleName, StringComparison.Ordinal))];
        return pickles switch
        {
            [var pickle] => pickle[..^PickleName.Length],
            [] => throw Refusal.NotPlainWeights("The archive has no data.pkl: this is not a PyTorch file."),
            _ => throw Refusal.NotPlainWeights($"The archive has {pickles.Length} entries named data.pkl; one is needed."),
        };
    }

    private static void EnsureLittleEndian(StoredZip archive, string folder)
    {
        if (archive.TryGetContent($"{folder}/byteorder", out var byteOrder) && !byteOrder.Span.SequenceEqual("little"u8))
        {
            string named = byteOrder.Span.SequenceEqual("big"u8) ? "big-endian" : $"of unknown byte order {Refusal.Quote(Encoding.Latin1.GetString(byteOrder.Span[..Math.Min(byteOrder.Length, 16)]))}";
            throw Refusal.NotPlainWeights($"The storages are {named}; only little-endian ones are read: use a little-endian machine.");
        }
    }
}
