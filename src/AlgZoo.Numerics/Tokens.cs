using System.Globalization;

namespace AlgZoo.Numerics;

/// <summary>Tokens are held as whole floating-point numbers in [0, n).</summary>
internal static class Tokens
{
    /// <summary>Reads a token.</summary>
    /// <exception cref="ArgumentException">It is not a whole number in [0, n).</exception>
    public static int Parse(double token, int position, int sequenceLength) =>
        token >= 0 && token < sequenceLength && token == Math.Floor(token)
            ? (int)token
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Token {token} at position {position} is not a whole number in [0, {sequenceLength})."));
}
