using System.Collections.Concurrent;

namespace AlgZoo.Fixtures;

/// <summary>Numbers of both signs with magnitudes in [0.5, 1). Made from bits: no floating-point operation is executed. Cached, and never written to.</summary>
internal static class Inputs
{
    private static readonly ConcurrentDictionary<int, double[]> CachedDoubles = new();
    private static readonly ConcurrentDictionary<int, double[]> CachedMagnitudes = new();
    private static readonly ConcurrentDictionary<int, float[]> CachedSingles = new();

    public static double[] Doubles(int count) => CachedDoubles.GetOrAdd(count, Make);

    public static double[] Magnitudes(int count) => CachedMagnitudes.GetOrAdd(count, static length => Array.ConvertAll(Make(length), Unsigned));

    public static float[] Singles(int count) => CachedSingles.GetOrAdd(count, static length => Array.ConvertAll(Make(length), static value => (float)value));

    private static double[] Make(int count)
    {
        double[] values = new double[count];
        ulong state = 1;
        for (int i = 0; i < count; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            ulong sign = state & 0x8000_0000_0000_0000;
            values[i] = BitConverter.UInt64BitsToDouble(sign | 0x3FE0_0000_0000_0000 | ((state >> 8) & 0xF_FFFF_FFFF_FFFF));
        }

        return values;
    }

    private static double Unsigned(double value) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & long.MaxValue);
}
