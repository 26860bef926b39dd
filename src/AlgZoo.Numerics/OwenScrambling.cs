namespace AlgZoo.Numerics;

/// <summary>
/// Nested uniform scrambling (Owen 1995) of 32-bit binary fractions: each digit is flipped by a random bit that belongs to the digits above it. The
/// random bits are hashed from the address, the coordinate and the digits above, so that nothing is stored.
/// </summary>
internal sealed class OwenScrambling
{
    private const int Bits = 32;

    // One hash serves a subtree of five levels, whose 1 + 2 + 4 + 8 + 16 nodes take a bit each.
    private const int LevelsPerHash = 5;

    private readonly ulong[] _keys;

    public OwenScrambling(int dimension, RandomAddress address)
    {
        _keys = new ulong[dimension];
        address.FillState(_keys);
    }

    public uint Apply(int coordinate, uint digits)
    {
        ulong key = _keys[coordinate];
        uint flips = 0;
        for (int level = 0; level < Bits; level += LevelsPerHash)
        {
            // The digits above, with a leading 1 that tells their number.
            ulong prefix = (1UL << level) | ((ulong)digits >> (Bits - level));
            ulong nodeBits = Mix(key ^ Mix(prefix));
            uint node = 1;
            int end = Math.Min(level + LevelsPerHash, Bits);
            for (int bit = level; bit < end; bit++)
            {
                int shift = Bits - 1 - bit;
                flips |= (uint)((nodeBits >> (int)node) & 1) << shift;
                node = (2 * node) | ((digits >> shift) & 1);
            }
        }

        return digits ^ flips;
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014), offset so that 0 is not a fixed point.
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
