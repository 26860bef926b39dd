using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AlgZoo;

/// <summary>
/// The address of a random stream: a seed and a path of names and numbers below it (purpose, model, draw, block). Equal addresses give equal streams on every machine; streams of different
/// addresses are independent for all practical purposes. A value; 128 bits wide.
/// </summary>
public readonly record struct RandomAddress
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private const ulong SecondGamma = 0xD1B54A32D192ED03;

    private readonly ulong _first;
    private readonly ulong _second;

    /// <summary>Restores an address.</summary>
    /// <param name="first">The first of its <see cref="Words"/>.</param>
    /// <param name="second">The second.</param>
    internal RandomAddress(ulong first, ulong second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>What the address consists of.</summary>
    internal (ulong First, ulong Second) Words => (_first, _second);

    /// <summary>The root of all addresses of a seed.</summary>
    /// <param name="seed">Any value.</param>
    /// <returns>The root address.</returns>
    public static RandomAddress Root(ulong seed) => new(Mix(seed + GoldenGamma), Mix(seed ^ SecondGamma));

    /// <summary>The address below this one under a number, such as a draw or a block.</summary>
    /// <param name="index">Any value.</param>
    /// <returns>The child address.</returns>
    public RandomAddress Child(ulong index)
    {
        ulong key = Mix(index + GoldenGamma);
        ulong first = Mix(_first ^ key);
        return new(Mix(first + _second), Mix((_second + SecondGamma) ^ Mix(key + first)));
    }

    /// <summary>The address below this one under a name, such as a purpose or a model.</summary>
    /// <param name="name">Any text, compared by its UTF-8 bytes.</param>
    /// <returns>The child address.</returns>
    public RandomAddress Child(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), digest);
        return Child(BinaryPrimitives.ReadUInt64LittleEndian(digest)).Child(BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]));
    }

    /// <summary>Fills the state of a generator from the address: never all zero, every word well mixed.</summary>
    /// <param name="state">Receives the words; any length.</param>
    public void FillState(Span<ulong> state)
    {
        ulong first = _first;
        ulong second = _second;
        for (int i = 0; i < state.Length; i++)
        {
            first += GoldenGamma;
            second += SecondGamma;
            state[i] = Mix(first) ^ Mix(second + first);
        }

        if (!state.ContainsAnyExcept(0UL) && state.Length > 0)
        {
            state[0] = GoldenGamma;
        }
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
