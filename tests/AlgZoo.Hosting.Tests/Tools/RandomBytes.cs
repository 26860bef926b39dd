namespace AlgZoo.Hosting.Tests;

internal sealed class RandomBytes(ulong seed)
{
    private readonly RandomStream _stream = new(RandomAddress.Root(seed));

    public int Below(int limit) => _stream.NextInt32(limit);

    public void Fill(Span<byte> bytes)
    {
        foreach (ref byte value in bytes)
        {
            value = (byte)Below(256);
        }
    }
}
