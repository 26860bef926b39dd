namespace AlgZoo.Exact;

/// <summary>
/// A commutative ring of m elements by its tables: the field GF(m) where m is a prime power p^e, the integers modulo m otherwise. Element c_0 + c_1 p + ... + c_(e-1) p^(e-1) of a field stands for the
/// polynomial c_0 + c_1 X + ... modulo the first irreducible polynomial of degree e in this numbering: X^3 + X + 1 for GF(8), X^2 + 1 for GF(9), X^4 + X + 1 for GF(16).
/// </summary>
internal sealed class FiniteRing
{
    private readonly int[,] _sums;
    private readonly int[,] _products;

    /// <summary>Makes the ring.</summary>
    /// <param name="order">Number of elements m, at least 1.</param>
    public FiniteRing(int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        Order = order;
        IsField = IsPrimePower(order, out int prime);
        _sums = IsField ? Table(order, (a, b) => AddDigits(a, b, prime)) : Table(order, (a, b) => (a + b) % order);
        _products = IsField ? FieldProducts(order, prime) : Table(order, (a, b) => a * b % order);
        Units = order == 1 ? [0] : IsField ? Powers() : [.. Enumerable.Range(1, order - 1).Where(element => GreatestCommonDivisor(element, order) == 1)];
    }

    /// <summary>Number of elements m.</summary>
    public int Order { get; }

    /// <summary>Whether every element but 0 has an inverse.</summary>
    public bool IsField { get; }

    /// <summary>The elements that have an inverse: of a field the powers of the first generator, so that every d-th one form a subgroup; of other rings by size.</summary>
    public IReadOnlyList<int> Units { get; }

    /// <summary>a + b.</summary>
    public int Add(int a, int b) => _sums[a, b];

    /// <summary>a b.</summary>
    public int Multiply(int a, int b) => _products[a, b];

    /// <summary>1 / a for a unit a.</summary>
    public int Inverse(int a) => Units.First(b => Multiply(a, b) == Units[0]);

    /// <summary>The greatest common divisor.</summary>
    public static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    private int[] Powers() => Enumerable.Range(1, Order - 1).Select(Powers).First(powers => powers.Distinct().Count() == powers.Length);

    private int[] Powers(int element)
    {
        int[] powers = new int[Order - 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = Multiply(powers[i - 1], element);
        }

        return powers;
    }

    private static bool IsPrimePower(int number, out int prime)
    {
        int smallest = Enumerable.Range(2, Math.Max(0, number - 1)).FirstOrDefault(divisor => number % divisor == 0);
        prime = smallest;
        int rest = number;
        while (smallest > 0 && rest % smallest == 0)
        {
            rest /= smallest;
        }

        return smallest > 0 && rest == 1;
    }

    private static int[,] Table(int order, Func<int, int, int> operation)
    {
        int[,] table = new int[order, order];
        for (int a = 0; a < order; a++)
        {
            for (int b = 0; b < order; b++)
            {
                table[a, b] = operation(a, b);
            }
        }

        return table;
    }

    // The first monic modulus without zero divisors is the first irreducible one.
    private static int[,] FieldProducts(int order, int prime) =>
        Enumerable.Range(order, order).Select(modulus => Table(order, (a, b) => MultiplyPolynomials(a, b, modulus, prime, order))).First(HasNoZeroDivisors);

    private static bool HasNoZeroDivisors(int[,] products)
    {
        for (int a = 1; a < products.GetLength(0); a++)
        {
            for (int b = 1; b < products.GetLength(1); b++)
            {
                if (products[a, b] == 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    // Digit by digit, without carries.
    private static int AddDigits(int a, int b, int prime)
    {
        int sum = 0;
        for (int unit = 1; a > 0 || b > 0; unit *= prime)
        {
            sum += ((a + b) % prime) * unit;
            a /= prime;
            b /= prime;
        }

        return sum;
    }

    // Horner's rule in b, leading digit first; each multiplication by X is reduced by the modulus.
    private static int MultiplyPolynomials(int a, int b, int modulus, int prime, int order)
    {
        int product = 0;
        for (int unit = order / prime; unit > 0; unit /= prime)
        {
            product *= prime;
            int leading = product / order;
            product = Repeat(product, modulus, leading == 0 ? 0 : prime - leading);
            product = Repeat(product, a, b / unit % prime);
        }

        return product;

        int Repeat(int sum, int term, int times)
        {
            for (; times > 0; times--)
            {
                sum = AddDigits(sum, term, prime);
            }

            return sum;
        }
    }
}
