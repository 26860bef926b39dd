using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>What a model file holds, before it is known which model that is.</summary>
/// <param name="Tensors">The tensors in the file's order; names are distinct.</param>
/// <param name="Metadata">Texts stored beside the weights; empty for <c>.pth</c>.</param>
/// <param name="ArchiveName">The folder inside a <c>.pth</c> archive, which older versions of PyTorch name after the file; null for other formats.</param>
internal sealed record WeightFile(IReadOnlyList<WeightTensor> Tensors, IReadOnlyDictionary<string, string> Metadata, string? ArchiveName)
{
    /// <summary>Makes a tensor of values read from a file.</summary>
    /// <exception cref="InvalidDataException">A value is not finite.</exception>
    public static WeightTensor CreateTensor(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                throw Refusal.Damaged(string.Create(CultureInfo.InvariantCulture, $"Tensor {Refusal.Quote(name)} holds {value} as a float32; all weights must be finite."));
            }
        }

        return new WeightTensor(name, shape, values);
    }
}
