namespace AlgZoo.Zoo;

/// <summary>Where a zip archive's central directory lies, found through the end records: the plain one, and before it the zip64 pair that PyTorch always writes.</summary>
/// <param name="Offset">First byte of the directory.</param>
/// <param name="Length">Bytes of the directory, which ends where the end records begin.</param>
/// <param name="Entries">Number of entries.</param>
internal readonly record struct ZipDirectory(int Offset, int Length, int Entries)
{
    public const int MaximumEntries = 1024;

    private const uint EndSignature = 0x06054B50;
    private const uint Zip64EndSignature = 0x06064B50;
    private const uint Zip64LocatorSignature = 0x07064B50;
    private const int EndLength = 22;
    private const int Zip64EndLength = 56;
    private const int Zip64LocatorLength = 20;

    public static ZipDirectory Locate(ReadOnlySpan<byte> file)
    {
        int end = file.Length - EndLength;
        if (end < 0)
        {
            throw Refusal.Damaged("The archive is shorter than a zip end record.");
        }

        var reader = new ByteReader(file[end..], "The zip end record");
        if (reader.ReadUInt32() != EndSignature)
        {
            throw Refusal.Damaged("The archive does not end in a zip end record: it is cut off, or something is appended.");
        }

        EnsureSingleDisk(reader.ReadUInt16(), reader.ReadUInt16());
        ushort entriesOnDisk = reader.ReadUInt16();
        ushort entries = reader.ReadUInt16();
        uint length = reader.ReadUInt32();
        uint offset = reader.ReadUInt32();
        if (reader.ReadUInt16() != 0 || entriesOnDisk != entries)
        {
            throw Refusal.Damaged("The zip end record contradicts itself.");
        }

        int locator = end - Zip64LocatorLength;
        bool hasZip64 = locator >= Zip64EndLength && new ByteReader(file[locator..], "The zip64 locator").ReadUInt32() == Zip64LocatorSignature;
        if (!hasZip64)
        {
            return Checked(entries, length, offset, end);
        }

        int recordOffset = locator - Zip64EndLength;
        var (longEntries, longLength, longOffset) = ReadZip64(file, locator, recordOffset);
        bool agree = Agrees(entries, ushort.MaxValue, longEntries) && Agrees(length, uint.MaxValue, longLength) && Agrees(offset, uint.MaxValue, longOffset);
        return agree ? Checked(longEntries, longLength, longOffset, recordOffset) : throw Refusal.Damaged("The two zip end records contradict each other.");
    }

    private static (ulong Entries, ulong Length, ulong Offset) ReadZip64(ReadOnlySpan<byte> file, int locator, int recordOffset)
    {
        var reader = new ByteReader(file.Slice(locator, Zip64LocatorLength), "The zip64 locator");
        _ = reader.ReadUInt32();
        uint disk = reader.ReadUInt32();
        ulong locatedAt = reader.ReadUInt64();
        if (disk != 0 || reader.ReadUInt32() != 1 || locatedAt != (ulong)recordOffset)
        {
            throw Refusal.Damaged("The zip64 locator does not point at the record before it.");
        }

        reader = new ByteReader(file.Slice(recordOffset, Zip64EndLength), "The zip64 end record");
        uint signature = reader.ReadUInt32();
        ulong size = reader.ReadUInt64();
        if (signature != Zip64EndSignature || size != Zip64EndLength - 12)
        {
            throw Refusal.Damaged("The zip64 end record is malformed.");
        }

        _ = reader.ReadUInt32(); // versions
        EnsureSingleDisk(reader.ReadUInt32(), reader.ReadUInt32());
        ulong entriesOnDisk = reader.ReadUInt64();
        ulong entries = reader.ReadUInt64();
        return entriesOnDisk == entries
            ? (entries, reader.ReadUInt64(), reader.ReadUInt64())
            : throw Refusal.Damaged("The zip64 end record contradicts itself.");
    }

    private static ZipDirectory Checked(ulong entries, ulong length, ulong offset, int endOfDirectory)
    {
        if (entries > MaximumEntries)
        {
            throw Refusal.NotPlainWeights($"The archive claims {entries} entries; at most {MaximumEntries} are read.");
        }

        return length <= (ulong)endOfDirectory && offset == (ulong)endOfDirectory - length
            ? new((int)offset, (int)length, (int)entries)
            : throw Refusal.Damaged("The zip directory does not lie where the end record says.");
    }

    private static bool Agrees(ulong value, ulong saturated, ulong longValue) => value == longValue || value == saturated;

    private static void EnsureSingleDisk(uint disk, uint directoryDisk)
    {
        if ((disk | directoryDisk) != 0)
        {
            throw Refusal.Damaged("The archive claims to be one part of several.");
        }
    }
}
