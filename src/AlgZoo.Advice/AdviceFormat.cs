using System.Buffers.Binary;

namespace AlgZoo.Advice;

/// <summary>The form of learned advice: a version byte, hidden size, sequence length and output size as 32-bit integers, then 32-bit floats; all little-endian.</summary>
public static class AdviceFormat
{
    private const int HeaderBytes = 1 + (3 * sizeof(int));

    /// <summary>Writes advice.</summary>
    /// <param name="version">Version of what the floats mean.</param>
    /// <param name="model">The base model, whose shapes are recorded.</param>
    /// <param name="values">Finite numbers.</param>
    /// <returns>The advice.</returns>
    public static byte[] Write(byte version, Model model, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(model);
        byte[] advice = new byte[HeaderBytes + (values.Length * sizeof(float))];
        WriteHeader(version, model, advice);
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(advice.AsSpan(HeaderBytes + (i * sizeof(float))), values[i]);
        }

        return advice;
    }

    /// <summary>Reads advice.</summary>
    /// <param name="estimator">Id of the estimator, for the error message.</param>
    /// <param name="version">The version that <see cref="Write"/> got.</param>
    /// <param name="model">A model of the base model's shapes.</param>
    /// <param name="advice">The advice.</param>
    /// <param name="count">How many numbers it must hold.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentException">The advice is missing, of another version, shape or length, or holds a number that is not finite.</exception>
    public static float[] Read(string estimator, byte version, Model model, ReadOnlyMemory<byte>? advice, int count)
    {
        ArgumentNullException.ThrowIfNull(model);
        Span<byte> header = stackalloc byte[HeaderBytes];
        WriteHeader(version, model, header);
        if (advice is not { } given || given.Length != HeaderBytes + ((long)count * sizeof(float)) || !given.Span.StartsWith(header))
        {
            throw Damaged(estimator, advice);
        }

        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(given.Span[(HeaderBytes + (i * sizeof(float)))..]);
            if (!float.IsFinite(values[i]))
            {
                throw Damaged(estimator, advice);
            }
        }

        return values;
    }

    private static void WriteHeader(byte version, Model model, Span<byte> destination)
    {
        destination[0] = version;
        BinaryPrimitives.WriteInt32LittleEndian(destination[1..], model.HiddenSize);
        BinaryPrimitives.WriteInt32LittleEndian(destination[5..], model.SequenceLength);
        BinaryPrimitives.WriteInt32LittleEndian(destination[9..], model.OutputSize);
    }

    private static ArgumentException Damaged(string estimator, ReadOnlyMemory<byte>? advice) =>
        new($"The advice of {estimator} ({advice?.Length ?? 0} bytes) is damaged or was prepared for another model; prepare it anew.", nameof(advice));
}
