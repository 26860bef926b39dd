using System.Text;

namespace AlgZoo.Zoo;

/// <summary>
/// PyTorch's <c>.pth</c> format: a zip archive with the pickle of a state dict and the raw bytes of its storages. Nothing in it is executed: the pickle is read by a machine that knows state
/// dicts and nothing else.
/// </summary>
internal static class PthFile
{
    private const string PickleName = "data.pkl";

    /// <summary>Reads a state dict.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="file">What to call the file in messages.</param>
    /// <exception cref="ModelFileException">The file is not such an archive, is damaged, or asks for something that a state dict does not need.</exception>
    public static TensorFile Read(ReadOnlyMemory<byte> content, string file)
    {
        var archive = ZipArchiveReader.Read(content, file);
        string[] pickles = [.. archive.Names.Where(name => string.Equals(name, PickleName, StringComparison.Ordinal) || name.EndsWith("/" + PickleName, StringComparison.Ordinal))];
        if (pickles.Length != 1)
        {
            throw new ModelFileException(file, pickles.Length == 0
                ? "the archive holds no data.pkl; save the state dict with torch.save."
                : $"the archive holds {pickles.Length} files data.pkl; one is expected.");
        }

        string prefix = pickles[0][..^PickleName.Length];
        if (archive.Names.Any(name => name.StartsWith(prefix + "code/", StringComparison.Ordinal) || string.Equals(name, prefix + "constants.pkl", StringComparison.Ordinal)))
        {
            throw new ModelFileException(file, "this is a TorchScript archive, which holds code; save the state dict with torch.save(model.state_dict(), path).");
        }

        if (archive.Find(prefix + "byteorder") is { } byteOrder && !byteOrder.Span.SequenceEqual("little"u8))
        {
            throw new ModelFileException(file, $"the byte order '{Encoding.UTF8.GetString(byteOrder.Span[..Math.Min(byteOrder.Length, 16)])}' is not supported; save the file on a little-endian machine.");
        }

        var views = StateDictPickle.Read(archive.Find(pickles[0])!.Value, file);
        var tensors = views.Select(view => Materialise(view, archive.Find(prefix + "data/" + view.StorageKey), file));
        return new TensorFile([.. tensors], new Dictionary<string, string>(StringComparer.Ordinal), prefix.TrimEnd('/'));
    }

    private static WeightTensor Materialise(TensorView view, ReadOnlyMemory<byte>? storage, string file)
    {
        if (storage is not { } bytes)
        {
            throw new ModelFileException(file, $"the storage '{view.StorageKey}' of tensor '{view.Name}' is missing from the archive.");
        }

        int size = view.Type.Size();
        if (bytes.Length != view.StorageElements * size)
        {
            throw new ModelFileException(file, $"the storage '{view.StorageKey}' of tensor '{view.Name}' has {bytes.Length} bytes where {view.StorageElements} elements of {size} bytes are announced.");
        }

        long last = view.Offset;
        long count = 1;
        for (int i = 0; i < view.Shape.Length; i++)
        {
            count *= view.Shape[i];
            last += (view.Shape[i] - 1) * view.Strides[i];
            if (last >= view.StorageElements || count > view.StorageElements)
            {
                throw new ModelFileException(file, $"tensor '{view.Name}' reaches beyond its storage.");
            }
        }

        if (last >= view.StorageElements)
        {
            throw new ModelFileException(file, $"tensor '{view.Name}' reaches beyond its storage.");
        }

        var values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            long rest = i;
            long element = view.Offset;
            for (int k = view.Shape.Length - 1; k >= 0; k--)
            {
                element += rest % view.Shape[k] * view.Strides[k];
                rest /= view.Shape[k];
            }

            values[i] = view.Type.Read(bytes.Span[(int)(element * size)..]);
        }

        try
        {
            return new WeightTensor(view.Name, [.. view.Shape.Select(extent => (int)extent)], values);
        }
        catch (ArgumentException exception)
        {
            throw new ModelFileException(file, exception.Message);
        }
    }
}

/// <summary>A tensor as a state dict describes it: a strided view into a storage. All numbers are checked to be small and not negative.</summary>
internal sealed record TensorView(string Name, string StorageKey, ElementType Type, long StorageElements, long Offset, long[] Shape, long[] Strides);
