namespace AlgZoo.Numerics;

/// <summary>
/// Direction numbers from S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections" (2008), table
/// new-joe-kuo-6.21201.
/// </summary>
internal static class SobolDirections
{
    private const int Bits = 32;

    // For dimensions 2, 3, ...: inner coefficients a of the primitive polynomial, then the initial numbers m_1 .. m_s, whose count s is its degree.
    private static readonly (uint Coefficients, uint[] Initial)[] Table =
    [
        (0, [1]),
        (1, [1, 3]),
        (1, [1, 3, 1]),
        (2, [1, 1, 1]),
        (1, [1, 1, 3, 3]),
        (4, [1, 3, 5, 13]),
        (2, [1, 1, 5, 5, 17]),
        (4, [1, 1, 5, 5, 5]),
        (7, [1, 1, 7, 11, 19]),
        (11, [1, 1, 5, 1, 1]),
        (13, [1, 1, 1, 3, 11]),
        (14, [1, 3, 5, 5, 31]),
        (1, [1, 3, 3, 9, 7, 49]),
        (13, [1, 1, 1, 15, 21, 21]),
        (16, [1, 3, 1, 13, 27, 49]),
        (19, [1, 1, 1, 15, 7, 5]),
        (22, [1, 3, 1, 15, 13, 25]),
        (25, [1, 1, 5, 5, 19, 61]),
        (1, [1, 3, 7, 11, 23, 15, 103]),
        (4, [1, 3, 7, 13, 13, 15, 69]),
    ];

    /// <summary>Direction numbers as 32-bit binary fractions, shape [dimension, 32].</summary>
    public static uint[] Create(int dimension)
    {
        var directions = new uint[dimension * Bits];
        for (int bit = 0; bit < Bits; bit++)
        {
            directions[bit] = 1u << (Bits - 1 - bit);
        }

        for (int j = 1; j < dimension; j++)
        {
            Fill(Table[j - 1].Coefficients, Table[j - 1].Initial, directions.AsSpan(j * Bits, Bits));
        }

        return directions;
    }

    private static void Fill(uint coefficients, uint[] initial, Span<uint> directions)
    {
        int degree = initial.Length;
        for (int bit = 0; bit < degree; bit++)
        {
            directions[bit] = initial[bit] << (Bits - 1 - bit);
        }

        for (int bit = degree; bit < Bits; bit++)
        {
            uint direction = directions[bit - degree] ^ (directions[bit - degree] >> degree);
            for (int k = 1; k < degree; k++)
            {
                direction ^= ((coefficients >> (degree - 1 - k)) & 1) * directions[bit - k];
            }

            directions[bit] = direction;
        }
    }
}
