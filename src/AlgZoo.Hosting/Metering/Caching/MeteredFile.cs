using System.Security.Cryptography;
using System.Text;
using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>Rewritten assemblies as bytes: a version, the content, and a SHA-256 of it.</summary>
internal static class MeteredFile
{
    private const int FormatVersion = 1;

    public static byte[] Write(MeteredAssemblies metered)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(FormatVersion);
            WriteList(writer, metered.Assemblies, assembly =>
            {
                writer.Write(assembly.Name);
                WriteBytes(writer, assembly.Dll);
                WriteBytes(writer, assembly.Symbols);
                writer.Write(assembly.Methods);
                writer.Write(assembly.RewrittenMethods);
                writer.Write(assembly.LeafMethods);
                WriteCounts(writer, assembly.Operations);
            });
            WriteList(writer, metered.OwnMixes, mix => WriteCounts(writer, mix));
            WriteList(writer, metered.UnmeteredCalls, call =>
            {
                writer.Write(call.Callee);
                writer.Write((int)call.Kind);
                writer.Write(call.Caller);
                writer.Write(call.Source ?? "");
                writer.Write(call.Mix);
            });
            WriteList(writer, metered.UnmeteredAssemblies, assembly =>
            {
                writer.Write(assembly.Name);
                writer.Write(assembly.Reason);
            });
        }

        byte[] content = stream.ToArray();
        return [.. content, .. SHA256.HashData(content)];
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null if it is damaged or of another version.</summary>
    public static MeteredAssemblies? Read(byte[] bytes)
    {
        int length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < sizeof(int) || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)) || BitConverter.ToInt32(bytes) != FormatVersion)
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, sizeof(int), length - sizeof(int)), Encoding.UTF8);
        return new MeteredAssemblies(
            ReadList(reader, () => new MeteredAssembly(
                reader.ReadString(), ReadBytes(reader)!, ReadBytes(reader), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), ReadCounts(reader))),
            ReadList(reader, () => ReadCounts(reader)),
            ReadList(reader, () => new UnmeteredCall(
                reader.ReadString(), (UnmeteredKind)reader.ReadInt32(), reader.ReadString(), reader.ReadString() is { Length: > 0 } source ? source : null, reader.ReadInt32())),
            ReadList(reader, () => new UnmeteredAssembly(reader.ReadString(), reader.ReadString())));
    }

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static List<T> ReadList<T>(BinaryReader reader, Func<T> read)
    {
        var items = new List<T>();
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            items.Add(read());
        }

        return items;
    }

    private static void WriteBytes(BinaryWriter writer, byte[]? bytes)
    {
        writer.Write(bytes?.Length ?? -1);
        writer.Write(bytes ?? []);
    }

    private static byte[]? ReadBytes(BinaryReader reader) => reader.ReadInt32() is var length and >= 0 ? reader.ReadBytes(length) : null;

    private static void WriteCounts(BinaryWriter writer, OperationCounts counts) => WriteList(writer, [.. counts.Occurring()], entry =>
    {
        writer.Write((int)entry.Operation);
        writer.Write(entry.Count);
    });

    private static OperationCounts ReadCounts(BinaryReader reader) => OperationCounts.Of([.. ReadList(reader, () => ((OperationClass)reader.ReadInt32(), reader.ReadInt64()))]);
}
