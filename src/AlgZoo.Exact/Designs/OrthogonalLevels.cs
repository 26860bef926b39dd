namespace AlgZoo.Exact;

/// <summary>
/// Levels 0 .. s - 1 of factors over s^3 runs (b, x, y), an orthogonal array of strength 3: level = A b + B x + C y + c in GF(s), s a power of two, with columns (A, B, C) of which any three are
/// linearly independent. They are the points of a hyperoval of PG(2, s), so that there are s + 2 (Bush 1952; Hedayat, Sloane and Stufken 1999, section 5.3), in a basis in which no point has A = 0.
/// </summary>
internal sealed class OrthogonalLevels
{
    private readonly FiniteRing _field;
    private readonly int[] _first;
    private readonly int[] _second;
    private readonly int[] _third;

    /// <summary>Makes the columns of so many factors.</summary>
    /// <param name="factors">Number of factors, at most s + 2.</param>
    /// <param name="field">GF(s), s a power of two above 1.</param>
    public OrthogonalLevels(int factors, FiniteRing field)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factors, field.Order + 2);
        _field = field;
        _first = new int[factors];
        _second = new int[factors];
        _third = new int[factors];

        // The line c X + Y + Z = 0 misses the hyperoval (1, t, t^2), (0, 1, 0), (0, 0, 1) where t^2 + t + c is irreducible.
        int constant = Enumerable.Range(1, field.Order - 1).First(c => Enumerable.Range(0, field.Order).All(t => Quadratic(t, c) != 0));
        for (int f = 0; f < factors; f++)
        {
            var (a, b, c) = f < field.Order ? (Quadratic(f, constant), f, field.Multiply(f, f)) : f == field.Order ? (1, 1, 0) : (1, 0, 1);

            // A point is a ray of columns: the first coordinates of neighbouring factors are made different, so that even a few runs that differ in b alone tell them apart.
            int scale = field.Multiply(1 + (f % (field.Order - 1)), field.Inverse(a));
            _first[f] = field.Multiply(scale, a);
            _second[f] = field.Multiply(scale, b);
            _third[f] = field.Multiply(scale, c);
        }
    }

    /// <summary>The level of a factor in a run.</summary>
    public int Level(int factor, int b, int x, int y)
    {
        int level = _field.Add(_field.Multiply(_first[factor], b), _field.Add(_field.Multiply(_second[factor], x), _field.Multiply(_third[factor], y)));
        return _field.Add(level, 3 * factor % _field.Order);
    }

    private int Quadratic(int t, int constant) => _field.Add(_field.Add(_field.Multiply(t, t), t), constant);
}
