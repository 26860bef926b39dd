using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AlgZoo.Hosting;

/// <summary>The metadata of one DLL, read from memory without loading it.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private const string CopyAgain = "build it again and copy the whole DLL";

    private readonly PEReader _reader;

    private AssemblyFile(string path, string sha256, PEReader reader, MetadataReader metadata)
    {
        Path = path;
        Sha256 = sha256;
        _reader = reader;
        Metadata = metadata;
        References = [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    public string Path { get; }

    public string Sha256 { get; }

    public MetadataReader Metadata { get; }

    public IReadOnlyList<AssemblyName> References { get; }

    /// <summary>Opens a DLL.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="file">The metadata.</param>
    /// <param name="reason">Why there is none, in one line.</param>
    /// <returns>Whether it is a readable .NET assembly.</returns>
    public static bool TryOpen(string path, [NotNullWhen(true)] out AssemblyFile? file, [NotNullWhen(false)] out string? reason)
    {
        file = null;
        reason = null;
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = $"cannot be read ({OneLine.Of(e.Message)}); check the file and its permissions";
            return false;
        }

        if (!bytes.AsSpan().StartsWith("MZ"u8))
        {
            reason = "is not a .NET assembly but some other file; remove it or give it its proper extension";
            return false;
        }

        if (SectionsEnd(bytes) is { } end && end > bytes.Length)
        {
            reason = FormattableString.Invariant($"is truncated ({bytes.Length} of {end} bytes); {CopyAgain}");
            return false;
        }

        var reader = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(bytes));
        try
        {
            reason = Refusal(reader);
            if (reason is null)
            {
                file = new AssemblyFile(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), reader, reader.GetMetadataReader());
            }
        }
        catch (Exception e) when (IsDamage(e))
        {
            reason = $"is damaged ({OneLine.Of(e.Message)}); {CopyAgain}";
        }

        if (file is null)
        {
            reader.Dispose();
        }

        return file is not null;
    }

    /// <summary>Whether an exception can come from reading damaged metadata.</summary>
    public static bool IsDamage(Exception exception) =>
        exception is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException or IndexOutOfRangeException or InvalidCastException;

    public bool Refers(string assemblyName) => References.Any(reference => string.Equals(reference.Name, assemblyName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether native code of this file name is called by the assembly.</summary>
    public bool CallsNative(string fileName) =>
        Enumerable.Range(1, Metadata.GetTableRowCount(TableIndex.ModuleRef))
            .Select(row => Metadata.GetString(Metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)).Name))
            .Any(name => string.Equals(name, fileName, StringComparison.OrdinalIgnoreCase) || string.Equals(name + ".dll", fileName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The IL of a method.</summary>
    public BlobReader MethodBody(int relativeVirtualAddress) => _reader.GetMethodBody(relativeVirtualAddress).GetILReader();

    public void Dispose() => _reader.Dispose();

    // Where the last section ends according to the section table, which PEReader does not show for a file that is cut off before its metadata. Null if the table itself is missing.
    private static long? SectionsEnd(ReadOnlySpan<byte> bytes)
    {
        const int HeaderOffset = 0x3C;
        const int SectionSize = 40;
        if (bytes.Length < HeaderOffset + 4 || BinaryPrimitives.ReadInt32LittleEndian(bytes[HeaderOffset..]) is var header && (header < 0 || header > bytes.Length - 24))
        {
            return null;
        }

        int sections = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(header + 6)..]);
        int table = header + 24 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[(header + 20)..]);
        long end = 0;
        for (int section = table; section < table + (sections * SectionSize); section += SectionSize)
        {
            if (section > bytes.Length - SectionSize)
            {
                return null;
            }

            end = Math.Max(end, (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes[(section + 16)..]) + BinaryPrimitives.ReadUInt32LittleEndian(bytes[(section + 20)..]));
        }

        return end;
    }

    private static string? Refusal(PEReader reader)
    {
        if (!reader.HasMetadata)
        {
            return "is a native library, not a .NET assembly; put it beside the plugin that uses it, in the plugin's own folder";
        }

        return reader.GetMetadataReader().IsAssembly ? null : "is a .NET module, not an assembly; build the plugin as a class library";
    }
}
