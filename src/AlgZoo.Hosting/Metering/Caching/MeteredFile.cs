using System.Security.Cryptography;
using System.Text;
using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>Rewritten assemblies as bytes: a version, the content, and a SHA-256 of it.</summary>
internal static class MeteredFile
{
    private const int FormatVersion = 2;

    public static byte[] Write(MeteredAssemblies metered)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(FormatVersion);
            writer.WriteList(metered.Assemblies, assembly =>
            {
                writer.Write(assembly.Name);
                writer.WriteBytes(assembly.Dll);
                writer.WriteBytes(assembly.Symbols);
                writer.Write(assembly.Methods);
                writer.Write(assembly.RewrittenMethods);
                writer.Write(assembly.LeafMethods);
                writer.WriteCounts(assembly.Operations);
            });
            writer.WriteList(metered.OwnMixes, writer.WriteCounts);
            writer.WriteList(metered.UnmeteredCalls, call =>
            {
                writer.Write(call.Callee);
                writer.Write((int)call.Kind);
                writer.Write(call.Caller);
                writer.WriteText(call.Source);
                writer.Write(call.Mix);
            });
            writer.WriteList(metered.UnmeteredAssemblies, assembly =>
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
            reader.ReadList(() => new MeteredAssembly(
                reader.ReadString(), reader.ReadBytes()!, reader.ReadBytes(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadCounts())),
            reader.ReadList(reader.ReadCounts),
            reader.ReadList(() => new UnmeteredCall(
                reader.ReadString(), (UnmeteredKind)reader.ReadInt32(), reader.ReadString(), reader.ReadText(), reader.ReadInt32())),
            reader.ReadList(() => new UnmeteredAssembly(reader.ReadString(), reader.ReadString())));
    }
}
