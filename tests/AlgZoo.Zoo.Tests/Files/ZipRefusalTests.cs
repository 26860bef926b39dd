using System.Buffers.Binary;

namespace AlgZoo.Zoo.Tests.Files;

public class ZipRefusalTests
{
    private const int LocatorAt = 56;
    private const int EndAt = 76;

    [Test]
    public void Legacy_pickle() => Assert.That(Refused.Message([0x80, 2, 0x8A, 10, 0x6C]), Does.Contain("legacy PyTorch pickle"));

    [Test]
    public void Something_else() => Assert.That(Refused.Message("GIF89a"u8.ToArray()), Does.Contain("not a PyTorch file"));

    [Test]
    public void Empty_file() => Assert.That(Refused.Message([]), Does.Contain("not a PyTorch file"));

    [TestCase("archive/constants.pkl")]
    [TestCase("archive/code/__torch__.py")]
    public void TorchScript(string name) =>
        Assert.That(Refused.Message(ZipWriter.Write([.. new PthSample().Items(), new(name, [1])])), Does.Contain("TorchScript"));

    [Test]
    public void No_pickle() => Assert.That(Refused.Message(ZipWriter.Write([new("archive/version", [51])])), Does.Contain("no data.pkl"));

    [Test]
    public void Two_pickles() =>
        Assert.That(Refused.Message(ZipWriter.Write([.. new PthSample().Items(), new("other/data.pkl", [1])])), Does.Contain("2 entries named data.pkl"));

    [Test]
    public void Duplicate_names() =>
        Assert.That(Refused.Message(ZipWriter.Write([.. new PthSample().Items(), new("archive/data/0", new byte[32])])), Does.Contain("two entries named 'archive/data/0'"));

    [TestCase("../evil")]
    [TestCase("archive/../../evil")]
    [TestCase("/etc/passwd")]
    [TestCase("C:/evil")]
    [TestCase("archive\\evil")]
    [TestCase("archive//evil")]
    public void Absolute_and_climbing_names(string name) =>
        Assert.That(Refused.Message(ZipWriter.Write([.. new PthSample().Items(), new(name, [1])])), Does.Contain("absolute or climbing path"));

    [Test]
    public void Compressed_entry() => Assert.That(Refused.Message(new PthSample().With("data/0", item => item with { Method = 8 })), Does.Contain("compressed (method 8)"));

    [Test]
    public void Encrypted_entry() => Assert.That(Refused.Message(new PthSample().With("data/0", item => item with { Flags = 0x0809 })), Does.Contain("encrypted"));

    [Test]
    public void Wrong_checksum() => Assert.That(Refused.Message(new PthSample().With("data/0", item => item with { Checksum = 1 })), Does.Contain("checksum of archive entry 'archive/data/0'"));

    [Test]
    public void Changed_weight()
    {
        byte[] file = new PthSample().ToArray();
        int weight = file.AsSpan().IndexOf(PthSample.Floats(PthSample.InputWeights));
        file[weight] ^= 1;

        Assert.That(Refused.Message(file), Does.Contain("checksum of archive entry 'archive/data/0'"));
    }

    [Test]
    public void Overlapping_entries()
    {
        // The second entry's header is part of the first one's content.
        byte[] inner = ZipWriter.Write([new("a/inner", [7])])[..(30 + 7 + 1)];
        byte[] file = ZipWriter.Write([.. new PthSample().Items(), new("a/outer", inner), new("a/inner", [7]) { HeaderOffset = OffsetOfOuterContent() }]);

        Assert.That(Refused.Message(file), Does.Contain("'a/inner' overlaps"));

        static uint OffsetOfOuterContent() => (uint)new PthSample().Items().Sum(item => 30 + item.Name.Length + item.Content.Length + 16) + 30 + 7;
    }

    [Test]
    public void Entry_outside_the_file() =>
        Assert.That(Refused.Message(new PthSample().With("data/0", item => item with { HeaderOffset = 0x7FFFFFFF })), Does.Contain("lies outside the file"));

    [TestCase(0x7FFFFFFFu)]
    [TestCase(0xFFFFFFFFu)]
    public void Entry_longer_than_the_file(uint length) =>
        Assert.That(Refused.Message(new PthSample().With("data/0", item => item with { Length = length })), Does.Contain("more bytes are announced"));

    [Test]
    public void Different_names_in_both_headers() =>
        Assert.That(Refused.Message(new PthSample().With("data/0", item => item with { LocalName = "archive/data/9" })), Does.Contain("contradict each other"));

    [Test]
    public void Different_flags_in_both_headers() =>
        Assert.That(Refused.Message(new PthSample().With("data/0", item => item with { LocalFlags = 0 })), Does.Contain("contradict each other"));

    [Test]
    public void Something_appended() => Assert.That(Refused.Message([.. new PthSample().ToArray(), 0]), Does.Contain("something is appended"));

    [Test]
    public void Something_before_the_end_records()
    {
        byte[] file = new PthSample().ToArray();

        Assert.That(Refused.Message([.. file[..^98], 0, .. file[^98..]]), Does.Contain("does not point at the record before it"));
    }

    [Test]
    public void Every_truncation()
    {
        byte[] file = new PthSample().ToArray();
        for (int length = 4; length < file.Length; length++)
        {
            Assert.That(Refused.Message(file[..length]), Does.Contain("The file is damaged"));
        }
    }

    [Test]
    public void Contradicting_end_records() =>
        Assert.That(Refused.Message(ZipWriter.Write(new PthSample().Items(), end => end[EndAt + 8] = end[EndAt + 10] = 4)), Does.Contain("contradict each other"));

    [Test]
    public void More_entries_than_accepted() =>
        Assert.That(
            Refused.Message(ZipWriter.Write(new PthSample().Items(), end =>
            {
                BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(24), long.MaxValue);
                BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(32), long.MaxValue);
                end.AsSpan(EndAt + 8, 4).Fill(0xFF);
            })),
            Does.Contain("entries; at most 1024"));

    [Test]
    public void Fewer_entries_than_there_are() =>
        Assert.That(
            Refused.Message(ZipWriter.Write(new PthSample().Items(), end => end[24] = end[32] = end[EndAt + 8] = end[EndAt + 10] = 4)), Does.Contain("more entries than the end record says"));

    [Test]
    public void Several_disks() => Assert.That(Refused.Message(ZipWriter.Write(new PthSample().Items(), end => end[EndAt + 4] = 1)), Does.Contain("one part of several"));

    [Test]
    public void Locator_that_points_elsewhere() =>
        Assert.That(Refused.Message(ZipWriter.Write(new PthSample().Items(), end => end[LocatorAt + 8] ^= 1)), Does.Contain("does not point at the record before it"));

    [TestCase("big", "big-endian")]
    [TestCase("middle", "unknown byte order 'middle'")]
    public void Other_byte_orders(string byteOrder, string message) =>
        Assert.That(Refused.Message(new PthSample { ByteOrder = System.Text.Encoding.ASCII.GetBytes(byteOrder) }.ToArray()), Does.Contain(message));
}
