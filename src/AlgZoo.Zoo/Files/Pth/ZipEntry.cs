namespace AlgZoo.Zoo;

/// <summary>One entry of a zip archive as the central directory describes it.</summary>
/// <param name="Name">Checked: relative, without <c>..</c>, with <c>/</c> between its parts.</param>
/// <param name="Flags">General purpose flags.</param>
/// <param name="Crc">CRC-32 of the content.</param>
/// <param name="Length">Bytes of content.</param>
/// <param name="HeaderOffset">Where the local header lies.</param>
internal sealed record ZipEntry(string Name, ushort Flags, uint Crc, uint Length, uint HeaderOffset)
{
    private const uint DirectorySignature = 0x02014B50;
    private const uint LocalSignature = 0x04034B50;
    private const int SizesFollow = 1 << 3;
    private const int Encrypted = (1 << 0) | (1 << 6) | (1 << 13);

    public static ZipEntry ReadDirectoryRecord(ref ByteReader reader)
    {
        if (reader.ReadUInt32() != DirectorySignature)
        {
            throw Refusal.Damaged("The zip directory is malformed.");
        }

        _ = reader.ReadUInt32(); // versions
        ushort flags = reader.ReadUInt16();
        ushort method = reader.ReadUInt16();
        _ = reader.ReadUInt32(); // time and date
        uint crc = reader.ReadUInt32();
        uint storedLength = reader.ReadUInt32();
        uint length = reader.ReadUInt32();
        ushort nameLength = reader.ReadUInt16();
        ushort extraLength = reader.ReadUInt16();
        ushort commentLength = reader.ReadUInt16();
        ushort disk = reader.ReadUInt16();
        _ = reader.Read(6); // attributes
        uint headerOffset = reader.ReadUInt32();
        string name = StrictUtf8.Decode(reader.Read(nameLength));
        _ = reader.Read((uint)extraLength + commentLength);

        EnsureSafeName(name);
        EnsureStored(name, flags, method);
        return storedLength == length && disk == 0
            ? new(name, flags, crc, length, headerOffset)
            : throw Refusal.Damaged($"Archive entry {Refusal.Quote(name)} contradicts itself.");
    }

    /// <summary>Finds the content behind the local header and checks that both headers and the checksum agree.</summary>
    /// <param name="body">The file up to the central directory.</param>
    public Range LocateContent(ReadOnlySpan<byte> body)
    {
        if (HeaderOffset > (uint)body.Length)
        {
            throw Refusal.Damaged($"Archive entry {Refusal.Quote(Name)} lies outside the file.");
        }

        var reader = new ByteReader(body[(int)HeaderOffset..], $"Archive entry {Refusal.Quote(Name)}");
        if (reader.ReadUInt32() != LocalSignature)
        {
            throw Refusal.Damaged($"Archive entry {Refusal.Quote(Name)} has no local header.");
        }

        _ = reader.ReadUInt16(); // version
        ushort flags = reader.ReadUInt16();
        ushort method = reader.ReadUInt16();
        _ = reader.ReadUInt32(); // time and date
        uint crc = reader.ReadUInt32();
        uint storedLength = reader.ReadUInt32();
        uint length = reader.ReadUInt32();
        ushort nameLength = reader.ReadUInt16();
        ushort extraLength = reader.ReadUInt16();
        string name = StrictUtf8.Decode(reader.Read(nameLength));
        _ = reader.Read(extraLength);

        bool sizesAgree = (flags & SizesFollow) != 0 || (crc == Crc && storedLength == Length && length == Length);
        if (flags != Flags || method != 0 || !sizesAgree || !string.Equals(name, Name, StringComparison.Ordinal))
        {
            throw Refusal.Damaged($"The two headers of archive entry {Refusal.Quote(Name)} contradict each other.");
        }

        int start = (int)HeaderOffset + reader.Position;
        if (Crc32.Compute(reader.Read(Length)) != Crc)
        {
            throw Refusal.Damaged($"The checksum of archive entry {Refusal.Quote(Name)} is wrong.");
        }

        return start..(start + (int)Length);
    }

    private static void EnsureStored(string name, ushort flags, ushort method)
    {
        if ((flags & Encrypted) != 0)
        {
            throw Refusal.NotPlainWeights($"Archive entry {Refusal.Quote(name)} is encrypted.");
        }

        if (method != 0)
        {
            throw Refusal.NotPlainWeights($"Archive entry {Refusal.Quote(name)} is compressed (method {method}), which PyTorch never does.");
        }
    }

    private static void EnsureSafeName(string name)
    {
        bool isSafe = name.Length > 0 && !name.AsSpan().ContainsAny('\\', ':', '\0') && name.Split('/').All(part => part is not ("" or "." or ".."));
        if (!isSafe)
        {
            throw Refusal.NotPlainWeights($"Archive entry {Refusal.Quote(name)} has an absolute or climbing path.");
        }
    }
}
