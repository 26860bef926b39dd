using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AlgZoo.Evaluation;

/// <summary>Identifies weights by their content, so that noise and ground truth do not depend on where a model came from.</summary>
public static class ModelFingerprint
{
    /// <summary>Hashes the architecture, the shapes and the weights of a model together with its task.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task.</param>
    /// <returns>SHA-256 in lower-case hexadecimal; the same on every machine.</returns>
    public static string Of(Model model, SequenceTask task)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, model.Architecture);
        Append(hash, task.Name);
        Append(hash, model.SequenceLength);
        foreach (var tensor in model.Tensors)
        {
            Append(hash, tensor.Name);
            Append(hash, tensor.Shape.Length);
            foreach (int extent in tensor.Shape)
            {
                Append(hash, extent);
            }

            foreach (float value in tensor.Values)
            {
                Append(hash, BitConverter.SingleToInt32Bits(value));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, int value)
    {
        int littleEndian = BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
        hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in littleEndian)));
    }
}
