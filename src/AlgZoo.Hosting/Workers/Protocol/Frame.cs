using System.Buffers.Binary;
using System.Text;

namespace AlgZoo.Hosting;

/// <summary>A message between host and worker: four bytes of length, a byte for the kind, eight bytes of request id, and the content. Numbers are little-endian.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The request it belongs to; 0 for none.</param>
/// <param name="Content">Its content.</param>
internal sealed record Frame(FrameKind Kind, long Id, byte[] Content)
{
    /// <summary>Largest content: anything above is no frame.</summary>
    public const int MaximumBytes = 256 << 20;

    private const int HeaderBytes = sizeof(int) + sizeof(byte) + sizeof(long);

    /// <summary>Makes a frame.</summary>
    public static Frame Of(FrameKind kind, long id, Action<BinaryWriter> write)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            write(writer);
        }

        return new Frame(kind, id, content.ToArray());
    }

    /// <summary>Reads the next frame; null where the stream has ended.</summary>
    /// <exception cref="InvalidDataException">What comes is no frame.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within a frame.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Frame? Read(Stream stream)
    {
        byte[] header = new byte[HeaderBytes];
        int read = stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        if (read == 0)
        {
            return null;
        }

        if (read < HeaderBytes)
        {
            throw new EndOfStreamException();
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(header);
        var kind = (FrameKind)header[sizeof(int)];
        if (length is < 0 or > MaximumBytes || !Enum.IsDefined(kind))
        {
            throw new InvalidDataException(FormattableString.Invariant($"a frame of kind {(byte)kind} with {length} bytes"));
        }

        byte[] content = new byte[length];
        stream.ReadExactly(content);
        return new Frame(kind, BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(sizeof(int) + sizeof(byte))), content);
    }

    /// <summary>Writes the frame.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(Stream stream)
    {
        byte[] bytes = new byte[HeaderBytes + Content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Content.Length);
        bytes[sizeof(int)] = (byte)Kind;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(int) + sizeof(byte)), Id);
        Content.CopyTo(bytes.AsSpan(HeaderBytes));
        stream.Write(bytes);
        stream.Flush();
    }

    /// <summary>Reads the content.</summary>
    /// <exception cref="InvalidDataException">It is not what it should be.</exception>
    public T Decode<T>(Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(new MemoryStream(Content), Encoding.UTF8);
        try
        {
            var value = read(reader);
            return reader.BaseStream.Position == Content.Length ? value : throw new InvalidDataException($"a frame of kind {Kind} with bytes to spare");
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new InvalidDataException($"a frame of kind {Kind} that cannot be read: {OneLine.Of(exception.Message)}", exception);
        }
    }
}

/// <summary>The kinds of frames.</summary>
internal enum FrameKind : byte
{
    /// <summary>Host to worker, first of all: which plugin to serve.</summary>
    Hello = 1,

    /// <summary>Worker to host: the plugin's code is ready.</summary>
    Ready,

    /// <summary>Host to worker: run a cell.</summary>
    Execute,

    /// <summary>Worker to host: what came of it.</summary>
    Executed,

    /// <summary>Host to worker: prepare advice.</summary>
    Prepare,

    /// <summary>Worker to host: what came of it.</summary>
    Prepared,

    /// <summary>Worker to host: the request makes no sense.</summary>
    Refused,

    /// <summary>Worker to host: a message that the plugin logged.</summary>
    Log,
}
