using System.Text;

namespace AlgZoo.Hosting;

/// <summary>What binary files and frames are made of. Reading checks what a length or a number would otherwise make the reader do.</summary>
internal static class BinaryFormat
{
    public static void WriteList<T>(this BinaryWriter writer, IReadOnlyCollection<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    /// <summary>Reads what <see cref="WriteList"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The length is negative.</exception>
    /// <exception cref="EndOfStreamException">The list ends too early.</exception>
    public static List<T> ReadList<T>(this BinaryReader reader, Func<T> read)
    {
        var items = new List<T>();
        for (int count = Length(reader); count > 0; count--)
        {
            items.Add(read());
        }

        return items;
    }

    public static void WriteBytes(this BinaryWriter writer, byte[]? bytes)
    {
        writer.Write(bytes is not null);
        if (bytes is not null)
        {
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }

    /// <summary>Reads what <see cref="WriteBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The length is negative.</exception>
    /// <exception cref="EndOfStreamException">The bytes end too early.</exception>
    public static byte[]? ReadBytes(this BinaryReader reader)
    {
        if (!reader.ReadBoolean())
        {
            return null;
        }

        int length = Length(reader);
        byte[] bytes = reader.ReadBytes(length);
        return bytes.Length == length ? bytes : throw new EndOfStreamException();
    }

    public static void WriteText(this BinaryWriter writer, string? text) => writer.WriteBytes(text is null ? null : Encoding.UTF8.GetBytes(text));

    /// <summary>Reads what <see cref="WriteText"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The length is negative.</exception>
    /// <exception cref="EndOfStreamException">The text ends too early.</exception>
    public static string? ReadText(this BinaryReader reader) => reader.ReadBytes() is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    public static void WriteNumber(this BinaryWriter writer, double? number)
    {
        writer.Write(number is not null);
        writer.Write(number ?? 0);
    }

    public static double? ReadNumber(this BinaryReader reader)
    {
        bool isPresent = reader.ReadBoolean();
        double number = reader.ReadDouble();
        return isPresent ? number : null;
    }

    public static void WriteEnum<T>(this BinaryWriter writer, T value)
        where T : struct, Enum => writer.Write(Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Reads what <see cref="WriteEnum"/> wrote.</summary>
    /// <exception cref="InvalidDataException">There is no such value.</exception>
    public static T ReadEnum<T>(this BinaryReader reader)
        where T : struct, Enum
    {
        var value = (T)Enum.ToObject(typeof(T), reader.ReadInt32());
        return Enum.IsDefined(value) ? value : throw new InvalidDataException(FormattableString.Invariant($"{value} is no {typeof(T).Name}"));
    }

    public static void WriteCounts(this BinaryWriter writer, OperationCounts counts) => writer.WriteList([.. counts.Occurring()], entry =>
    {
        writer.WriteEnum(entry.Operation);
        writer.Write(entry.Count);
    });

    /// <summary>Reads what <see cref="WriteCounts"/> wrote.</summary>
    /// <exception cref="InvalidDataException">A class is unknown, or a count negative.</exception>
    public static OperationCounts ReadCounts(this BinaryReader reader) => OperationCounts.Of([.. reader.ReadList(() => (reader.ReadEnum<OperationClass>(), NotNegative(reader.ReadInt64())))]);

    private static int Length(BinaryReader reader) => (int)NotNegative(reader.ReadInt32());

    private static long NotNegative(long number) => number >= 0 ? number : throw new InvalidDataException(FormattableString.Invariant($"a length or count of {number}"));
}
