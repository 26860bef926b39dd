using System.Runtime.Intrinsics;

namespace AlgZoo.Advice;

/// <summary>A linear map from a long vector to 8 numbers, one a lane, and its gradient: the first layer of a response to the noise of all weights.</summary>
public static class EightProjections
{
    /// <summary>Number of projections.</summary>
    public const int Count = 8;

    /// <summary>sum_i x_i m_i.</summary>
    /// <param name="x">Shape [length].</param>
    /// <param name="map">Shape [length]: the 8 coefficients of each x_i.</param>
    /// <returns>The 8 projections.</returns>
    public static Vector256<float> Project(ReadOnlySpan<float> x, ReadOnlySpan<Vector256<float>> map)
    {
        // Four sums, so that no addition waits for the one before.
        var (first, second, third, fourth) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        int i = 0;
        for (; i + 4 <= map.Length; i += 4)
        {
            first = Vector256.FusedMultiplyAdd(Vector256.Create(x[i]), map[i], first);
            second = Vector256.FusedMultiplyAdd(Vector256.Create(x[i + 1]), map[i + 1], second);
            third = Vector256.FusedMultiplyAdd(Vector256.Create(x[i + 2]), map[i + 2], third);
            fourth = Vector256.FusedMultiplyAdd(Vector256.Create(x[i + 3]), map[i + 3], fourth);
        }

        for (; i < map.Length; i++)
        {
            first = Vector256.FusedMultiplyAdd(Vector256.Create(x[i]), map[i], first);
        }

        return first + second + (third + fourth);
    }

    /// <summary>m_i += x_i s: adds the gradient with respect to the map.</summary>
    /// <param name="x">Shape [length].</param>
    /// <param name="slopes">Derivatives with respect to the 8 projections.</param>
    /// <param name="map">Shape [length]: is added to.</param>
    public static void AddOuterProduct(ReadOnlySpan<float> x, Vector256<float> slopes, Span<Vector256<float>> map)
    {
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = Vector256.FusedMultiplyAdd(Vector256.Create(x[i]), slopes, map[i]);
        }
    }
}
