using System.Numerics;
using AlgZoo.Metering;

namespace AlgZoo;

/// <summary>
/// A stream of random numbers that is fully determined by its <see cref="RandomAddress"/> (generator: xoshiro256++, Blackman and Vigna 2019). Not safe for
/// concurrent use: give each thread a <see cref="Substream"/>.
/// </summary>
public sealed class RandomStream
{
    private readonly RandomAddress _address;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareGaussian = double.NaN;

    /// <summary>Opens the stream of an address at its beginning.</summary>
    /// <param name="address">The address.</param>
    public RandomStream(RandomAddress address)
    {
        _address = address;
        Span<ulong> state = stackalloc ulong[4];
        address.FillState(state);
        (_s0, _s1, _s2, _s3) = (state[0], state[1], state[2], state[3]);
    }

    /// <summary>The address, for kernels that open many streams below it.</summary>
    public RandomAddress Address => _address;

    /// <summary>A stream of its own below this one; does not depend on what was drawn from this one.</summary>
    /// <param name="index">Which substream.</param>
    /// <returns>The substream at its beginning.</returns>
    public RandomStream Substream(ulong index) => new(_address.Child(index));

    /// <summary>64 random bits.</summary>
    /// <returns>A uniform 64-bit number.</returns>
    [OperationCost(OperationClass.UniformDraw, 1)]
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform number in [0, 1), a multiple of 2^-53.</summary>
    /// <returns>The number.</returns>
    [OperationCost(OperationClass.UniformDraw, 1)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform whole number in [0, <paramref name="exclusiveMaximum"/>), without bias.</summary>
    /// <param name="exclusiveMaximum">At least 1.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMaximum"/> is below 1.</exception>
    [OperationCost(OperationClass.UniformDraw, 1)]
    public int NextInt32(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMaximum, 1);
        // Lemire's multiply-and-reject (2019).
        ulong range = (ulong)exclusiveMaximum;
        ulong product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            uint threshold = (uint)((1UL << 32) % range);
            while ((uint)product < threshold)
            {
                product = (NextUInt64() >> 32) * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A standard Gaussian number (Box-Muller with 53-bit radius and angle).</summary>
    /// <returns>The number, finite, at most 8.6 in absolute value.</returns>
    [OperationCost(OperationClass.GaussianDraw, 1)]
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            double spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        (double sin, double cos) = Math.SinCos(2 * Math.PI * NextDouble());
        _spareGaussian = radius * sin;
        return radius * cos;
    }

    /// <summary>Fills a span with independent standard Gaussian numbers.</summary>
    /// <param name="values">Receives the numbers.</param>
    [OperationCost(OperationClass.GaussianDraw, 1, PerElementOf = nameof(values))]
    public void FillGaussian(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)NextGaussian();
        }
    }
}
